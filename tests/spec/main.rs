//! Conformance with OAI-PMH 2.0 and its guidelines, over HTTP: one module for each section of the requirements, each
//! test naming its requirement, its level and what it demands.
//!
//! The tests run against an endpoint that they start themselves, over records made for them. With
//! `WINDROW_TEST_BASE_URL=http://HOST:PORT/PATH` they run against that one instead, whatever it serves; tests that need
//! records of a known kind say then that they are skipped. `WINDROW_TEST_OUTSIDE=1` has every answer that
//! any test saw validated against the official schemas by xmllint.
//!
//! `docs/conformance.md` is generated from these files: see `conformance`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

#[macro_use]
mod requirement;
mod conformance;
mod schemas;

mod aggregation;
mod containers;
mod dates;
mod datestamps;
mod deletions;
mod envelope;
mod errors;
mod formats;
mod identify;
mod own_formats;
mod records;
mod requests;
mod resumption;
mod rules;
mod service;
mod sets;
mod tokens;
mod transport;
