//! The program as a whole: the walls of the house, and what happens at its doors when the world behaves badly.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod app_messages;
mod authenticator;
mod bad_input;
mod bad_phone_input;
mod breached;
mod browser;
mod commands;
mod confirming;
mod fake_server;
mod fatigue;
mod forms;
mod graceful;
mod group_commands;
mod help;
mod look;
mod migrations;
mod odd_passwords;
mod organization_commands;
mod pages;
mod pass_commands;
mod passes;
mod password_reset;
mod phone_tour;
mod question_forms;
mod remembering;
mod reset_tour;
mod resting;
mod routes;
mod school;
mod secrets;
mod sizes;
mod statements;
mod told_by_command;
mod tour;
mod tree;
mod trouble;
mod two_nodes;
mod walls;
