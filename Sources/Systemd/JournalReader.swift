internal import CSystemd
internal import Glibc

/// An open journal and a place in it.
///
/// To be used by one thread at a time, as the library's handle is.
package struct JournalReader: ~Copyable {
    /// Bytes of a field that are read; entries of seedd have no longer ones, forged ones may be of any size.
    private static let threshold = Journal.fieldLimit + 1

    private let handle: OpaquePointer

    package init(_ place: JournalPlace) throws(JournalError) {
        var opened: OpaquePointer?
        let status =
            switch place {
            case .system: sd_journal_open(&opened, Int32(SD_JOURNAL_LOCAL_ONLY))
            case .directory(let path): sd_journal_open_directory(&opened, path, 0)
            }
        guard status >= 0, let opened else { throw .unreadable(-status) }
        handle = opened
        sd_journal_set_data_threshold(opened, Self.threshold)
    }

    deinit { sd_journal_close(handle) }

    /// Wants entries whose field has the value; of several values of one field any, of several fields each.
    package mutating func match(_ name: String, _ value: String) throws(JournalError) {
        // Not what `Journal.encode` allows: trusted fields begin with an underscore.
        let match = Array("\(name)=\(value)".utf8)
        try check(sd_journal_add_match(handle, match, match.count))
    }

    /// Forgets all matches.
    package mutating func matchAll() { sd_journal_flush_matches(handle) }

    /// Goes behind the newest entry; `previous` is then the newest that matches.
    package mutating func seekEnd() throws(JournalError) { try check(sd_journal_seek_tail(handle)) }

    /// Goes before the first entry of that time, in microseconds since 1970.
    package mutating func seek(microseconds: UInt64) throws(JournalError) {
        try check(sd_journal_seek_realtime_usec(handle, microseconds))
    }

    /// Goes to the next older entry; false if there is none.
    package mutating func previous() throws(JournalError) -> Bool { try check(sd_journal_previous(handle)) > 0 }

    /// Goes to the next newer entry; false if there is none, yet.
    package mutating func next() throws(JournalError) -> Bool { try check(sd_journal_next(handle)) > 0 }

    /// When the entry was received, in microseconds since 1970.
    package func microseconds() throws(JournalError) -> UInt64 {
        var time: UInt64 = 0
        try check(sd_journal_get_realtime_usec(handle, &time))
        return time
    }

    /// The time of the oldest entry of any kind, as far back as this journal reaches; nil where it is empty.
    package func oldest() throws(JournalError) -> UInt64? {
        var time: UInt64 = 0
        return try check(sd_journal_get_cutoff_realtime_usec(handle, &time, nil)) > 0 ? time : nil
    }

    /// Waits until the journal has changed, or so long.
    package mutating func wait(milliseconds: Int) throws(JournalError) {
        try check(sd_journal_wait(handle, UInt64(milliseconds) * 1000))
    }

    @discardableResult func check(_ status: Int32) throws(JournalError) -> Int32 {
        guard status >= 0 else { throw .unreadable(-status) }
        return status
    }

    /// Calls `body` with each field of the entry, as `NAME=value`.
    func forEachField(_ body: (UnsafeRawBufferPointer) -> Void) throws(JournalError) {
        var (data, length) = (UnsafeRawPointer?.none, 0)
        sd_journal_restart_data(handle)
        // A field that can't be unpacked here is passed over.
        while try check(sd_journal_enumerate_available_data(handle, &data, &length)) > 0 {
            body(UnsafeRawBufferPointer(start: data, count: length))
        }
    }
}
