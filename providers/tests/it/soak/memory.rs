//! How much memory the process takes, where the system tells.

/// What is resident now.
pub(super) fn resident_kib() -> Option<u64> {
    of_status("VmRSS:")
}

/// The most that ever was.
pub(super) fn peak_kib() -> Option<u64> {
    of_status("VmHWM:")
}

/// How much more may be resident after so many gatherings: the simulator, in the same process, keeps
/// what it was asked (some 16 KiB for each applicant).
pub(super) fn growth_max(gatherings: usize) -> u64 {
    16 * 1024 + 16 * u64::try_from(gatherings).unwrap()
}

fn of_status(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
