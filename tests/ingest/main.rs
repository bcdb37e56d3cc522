//! Items into the store: the folder synchronised and watched, files loaded, upgrades, and writers killed in the middle.

mod folder;
mod killed;
mod load;
mod refresh;
mod watch;
mod world;
