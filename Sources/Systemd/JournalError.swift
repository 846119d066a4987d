/// Why an entry could not be sent to the journal, or the journal not be read.
package enum JournalError: Error, Equatable {
    /// Names are 1 to 64 of `A-Z 0-9 _` and begin with a letter.
    case invalidName(String)
    /// `errno` of the system call that failed.
    case failed(Int32)
    /// `errno` of a reading call.
    case unreadable(Int32)
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidName(let name): "'\(name)' is not a name for a journal field"
        case .failed(let code): "the journal refused an entry (errno \(code))"
        case .unreadable(let code): "the journal can't be read (errno \(code))"
        }
    }
}
