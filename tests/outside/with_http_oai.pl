# Harvests oai_dc with HTTP::OAI: BASE_URL [FROM]; a line of JSON for each record.
use strict;
use warnings;
use HTTP::OAI;
use JSON::PP;

my ($base_url, $since) = @ARGV;
my $json = JSON::PP->new->utf8->canonical;

sub show {
    my ($record) = @_;
    my @dc;
    if ($record->metadata) {
        for my $element ($record->metadata->dom->findnodes('.//*[namespace-uri()="http://purl.org/dc/elements/1.1/"]')) {
            push @dc, [$element->localname, $element->textContent];
        }
    }
    print $json->encode({
        identifier => $record->identifier,
        datestamp  => $record->datestamp,
        deleted    => $record->is_deleted ? JSON::PP::true : JSON::PP::false,
        sets       => [$record->header->setSpec],
        dc         => \@dc,
    }), "\n";
}

# It resumes the list by itself, and gives the records of every page only to a callback.
my $response = HTTP::OAI::Harvester->new(baseURL => $base_url)
    ->ListRecords(metadataPrefix => 'oai_dc', ($since ? (from => $since) : ()), onRecord => \&show);
my @errors = grep { $_->code ne 'noRecordsMatch' } $response->errors;
die join("\n", map { $_->code . ': ' . $_->message } @errors) if @errors;
die $response->message if $response->is_error && !$response->errors;
