//! What Cirenio answers besides reports: jobs, banks and errors.

use crate::tolerant::{FlagField, TextField, wire};

wire! {
    /// `POST /jobs`, `GET /jobs/:hash`, and a row of `GET /jobs`.
    pub(in crate::cirenio) struct Job {
        /// Identifies the job.
        hash: TextField = "hash",
        /// The lender's own id of the request, where one job is answered.
        id: TextField = "id",
        /// The lender's own id of the request, where jobs are listed.
        external_id: TextField = "external_id",
        /// `WAITING`, `STORED`, `FAILED`, ….
        status: TextField = "status",
    }

    /// A row of `GET /banks`.
    pub(in crate::cirenio) struct ListedBank {
        /// Cirenio's id of the bank.
        id: TextField = "id",
        /// Legal name.
        name: TextField = "name",
        /// Short name.
        alias: TextField = "alias",
        /// The central bank's code.
        code: TextField = "code",
        /// `personal` or `business`.
        kind: TextField = "type",
        /// Whether it can be asked; a flag in the table, a number in the sample.
        active: FlagField = "active",
    }

    /// An error.
    pub(in crate::cirenio) struct Failure {
        /// Cirenio's own code.
        code: TextField = "code",
        /// Text for people.
        message: TextField = "message",
    }
}
