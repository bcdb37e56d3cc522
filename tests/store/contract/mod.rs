//! What every engine of the store does, rule by rule; another engine is one more line at the end of this file.

mod bases;
mod changes;
mod deletions;
mod items;
mod lists;
mod pages;
mod time;

use self::{bases::*, changes::*, deletions::*, items::*, lists::*, pages::*, time::*};
use super::dry_run::*;

/// The rules, each a test of the engine.
macro_rules! contract {
    ($engine:ident) => {
        tests! { $engine:
            // changes
            an_item_is_created_changed_deleted_and_created_again,
            the_same_content_again_moves_no_datestamp,
            a_changed_record_moves_to_the_end_of_the_log,
            moving_between_sets_moves_the_datestamp_and_empties_the_old_set,
            a_tombstone_keeps_the_sets,
            a_format_that_an_item_no_longer_has_is_deleted_alone,
            a_source_changes_only_its_own_items,
            a_deleted_item_may_move_to_another_source,
            // deletions
            an_item_that_was_deleted_before_leaves_a_tombstone,
            an_item_has_a_tombstone_for_each_format_that_it_was_deleted_in,
            a_live_item_is_deleted_in_all_its_formats_and_no_other,
            an_item_may_come_after_its_tombstone,
            a_deleted_item_is_known_by_its_last_deletion,
            a_change_of_a_deleted_item_is_written_only_on_its_exact_state,
            a_put_that_is_anew_is_written_though_it_is_the_same,
            // bases
            a_put_is_written_only_on_the_state_it_is_based_on,
            a_deletion_is_written_only_on_the_state_it_is_based_on,
            of_two_changes_of_one_item_with_one_base_the_second_is_stale,
            a_stale_change_does_not_stop_the_others,
            another_owner_is_reported_before_a_stale_base,
            a_batch_that_was_rendered_by_other_rules_is_stale,
            bases_come_in_the_order_of_the_identifiers,
            the_version_of_an_item_increases_with_every_change,
            // time
            a_batch_has_one_datestamp_ahead_of_every_response_date_given,
            a_record_becomes_visible_exactly_at_its_datestamp,
            until_then_the_version_before_is_visible,
            the_version_before_stays_until_the_datestamp_of_the_one_that_comes,
            a_clock_that_goes_back_takes_nothing_back,
            a_forward_jump_of_the_clock_is_reported,
            another_process_sees_the_same_and_time_does_not_go_back_there_either,
            a_snapshot_does_not_change_while_it_lives,
            a_snapshot_without_waiting_shows_the_same_or_is_refused,
            earliest_is_the_least_datestamp_or_the_making_of_the_store,
            // lists
            from_and_until_are_inclusive,
            a_set_has_its_records_and_those_below_and_not_those_of_similar_names,
            sets_are_reported_while_a_record_is_in_them,
            a_list_goes_on_after_a_sequence_number,
            counts_of_long_ranges_agree_with_pages,
            records_and_prefixes_are_found_by_identifier,
            // pages
            a_page_has_at_most_its_limit_of_records_and_at_least_half,
            a_page_ends_with_the_record_that_reaches_the_limit_of_bytes,
            a_page_says_whether_more_comes_and_where_it_ends,
            an_empty_range_has_an_empty_page,
            the_headers_of_a_page_are_those_of_its_records,
            a_deflated_page_inflates_to_its_records,
            a_page_is_appended_to_what_is_there,
            a_record_that_was_replaced_twice_is_on_no_page_from_before,
            // items
            live_items_are_those_of_a_source,
            items_of_other_renderings_are_found_part_by_part,
            an_item_is_found_by_its_identifier_while_it_lives,
            items_that_changed_after_a_sequence_number_are_found_part_by_part,
            deletions_count_from_their_datestamp_while_they_last,
            figures_count_live_and_deleted_items,
            a_sample_identifier_is_given_only_if_all_are_of_the_namespace,
            rights_are_listed_once_and_sorted,
            documents_are_shared_and_counted,
            a_document_is_replaced_only_if_it_is_the_one_that_was_read,
            // dry runs
            a_dry_run_says_what_applying_does_then,
            a_dry_run_shows_what_was_published_last_if_asked,
            a_dry_run_writes_nothing,
            a_dry_run_reports_stale_changes,
        }
    };
}

macro_rules! tests {
    ($engine:ident: $($rule:ident),+ $(,)?) => {
        mod $engine {
            $(#[test] fn $rule() { super::$rule(&super::super::bench::$engine()) })+
        }
    };
}

contract!(sqlite);
contract!(memory);
