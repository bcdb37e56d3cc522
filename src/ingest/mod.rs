//! Items into the store: a folder synchronised and watched, files loaded in bulk.
