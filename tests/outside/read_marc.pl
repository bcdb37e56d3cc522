# Reads MARCXML with MARC::Record: FILE; the values as one object of JSON.
use strict;
use warnings;
use JSON::PP;
use MARC::Record;
use MARC::File::XML (BinaryEncoding => 'utf8', RecordFormat => 'MARC21');

my $record = MARC::File::XML->in($ARGV[0])->next;
die join("; ", $record->warnings) if $record->warnings;
my $values = sub {
    my ($tag, $code) = @_;
    return [map { $_->subfield($code) } $record->field($tag)];
};
my @authors = grep { ($_->subfield('4') // '') eq 'aut' } $record->field('1..|7[01].');
print JSON::PP->new->utf8->canonical->encode({
    leader => $record->leader,
    identifier => $record->field('001')->data,
    title => $record->field('245')->as_string('ab'),
    authors => [map { $_->subfield('a') =~ s/,$//r } @authors],
    issn => $values->('773', 'x'),
    keywords => $values->('653', 'a'),
    abstracts => $values->('520', 'a'),
    scripts => [map { $_->subfield('6') } $record->field('880')],
}), "\n";
