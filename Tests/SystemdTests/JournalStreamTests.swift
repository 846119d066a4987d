import Glibc
import Testing

@testable import Systemd

struct JournalStreamTests {
    @Test func onlyTheFileItselfIsTheStream() {
        var status = stat()
        #expect(fstat(2, &status) == 0)
        let name = "\(status.st_dev):\(status.st_ino)"
        #expect(JournalStream.isStream(2, variable: name))
        // What a service starts inherits the variable, with another standard error.
        #expect(!JournalStream.isStream(2, variable: "\(status.st_dev):\(status.st_ino + 1)"))
        #expect(!JournalStream.isStream(2, variable: nil))
        #expect(!JournalStream.isStream(2, variable: ""))
        #expect(!JournalStream.isStream(-1, variable: name))
    }

    @Test func usersAreFoundByName() {
        #expect(SystemUser.id(of: "root") == 0)
        #expect(SystemUser.id(of: "no such user") == nil)
        #expect(SystemUser.current == geteuid())
    }
}
