/// Why an entry could not be sent to the journal.
package enum JournalError: Error, Equatable {
    /// Names are 1 to 64 of `A-Z 0-9 _` and begin with a letter.
    case invalidName(String)
    /// `errno` of the system call that failed.
    case failed(Int32)
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidName(let name): "'\(name)' is not a name for a journal field"
        case .failed(let code): "the journal refused an entry (errno \(code))"
        }
    }
}
