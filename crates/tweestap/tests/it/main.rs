//! The program as a whole: the walls of the house, and what happens at its doors when the world behaves badly.

mod bad_input;
mod browser;
mod commands;
mod graceful;
mod migrations;
mod pages;
mod routes;
mod school;
mod secrets;
mod statements;
mod tour;
mod trouble;
mod walls;
