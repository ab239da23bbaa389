mod csv;
mod descriptor;
mod list;
mod relations;
mod scorecards;
mod show;
