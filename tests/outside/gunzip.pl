# Decodes every *.gz of a folder into another: FROM TO.
use strict;
use warnings;
use Compress::Zlib;
use File::Basename;

my ($from, $to) = @ARGV;
for my $path (glob "$from/*.gz") {
    open my $in, '<:raw', $path or die "$path: $!";
    my $coded = do { local $/; <$in> };
    my $text = Compress::Zlib::memGunzip(\$coded) // die "$path: $Compress::Zlib::gzerrno";
    die "$path: something follows the member" if length $coded;
    open my $out, '>:raw', "$to/" . basename($path, '.gz') or die "$to: $!";
    print $out $text;
    close $out or die "$to: $!";
}
