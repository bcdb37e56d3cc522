//! The store: the contract that every engine keeps, and the promise that rests on it.

mod contract;
mod promise;
