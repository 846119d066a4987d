import SeedModel
import Testing

struct RetentionSizeTests {
    private let all = Retention(last: 2, daily: 100, weekly: 0, monthly: 0)
    private let now = UTCTime(seconds: 1_795_140_003)

    /// One a day, the newest first, each with a file of its own of 100 bytes.
    private func snapshots(_ count: Int, job: String = "prices", firstInode: UInt64 = 1) -> [StoredSnapshot] {
        (0..<count).map { age in
            .sample(
                UTCTime(seconds: now.seconds - age * 86_400), job: job,
                files: [DiskFile(inode: firstInode + UInt64(age), bytes: 100)])
        }
    }

    private func removed(_ snapshots: [StoredSnapshot], _ limit: SizeLimit) -> [Int] {
        let decisions = all.decisions(for: snapshots, now: now, limit: limit)
        #expect(decisions.allSatisfy { $0.keeps || $0 == .remove(.maxSize) })
        return decisions.indices.filter { !decisions[$0].keeps }
    }

    @Test func theOldestGoUntilAnotherFits() {
        #expect(removed(snapshots(5), SizeLimit(bytes: 600)) == [])
        #expect(removed(snapshots(5), SizeLimit(bytes: 599)) == [4])
        #expect(removed(snapshots(5), SizeLimit(bytes: 400)) == [3, 4])
    }

    @Test func theLastOnesStayEvenIfThatIsNotEnough() {
        #expect(removed(snapshots(5), SizeLimit(bytes: 1)) == [2, 3, 4])
        let none = Retention(last: 0, daily: 100, weekly: 0, monthly: 0)
        #expect(
            none.decisions(for: snapshots(3), now: now, limit: SizeLimit(bytes: 1)).map(\.keeps) == [
                true, false, false,
            ])
    }

    @Test func theOldestOfAllGroupsGoesFirst() {
        let two = snapshots(3) + snapshots(4, job: "other", firstInode: 10)
        #expect(removed(two, SizeLimit(bytes: 700)) == [6])
        #expect(removed(two, SizeLimit(bytes: 600)) == [2, 6])
    }

    @Test func whatIsNotDecidedOnTakesRoomToo() {
        #expect(removed(snapshots(5), SizeLimit(bytes: 600, otherFiles: [DiskFile(inode: 99, bytes: 1)])) == [4])
    }

    /// A file that a newer snapshot links stays on disk, so removing the older one gains nothing.
    @Test func linkedFilesCountOnce() {
        var linked = snapshots(4)
        for index in linked.indices { linked[index].files = [DiskFile(inode: 7, bytes: 100)] }
        #expect(removed(linked, SizeLimit(bytes: 200)) == [])
        linked[3].files.insert(DiskFile(inode: 8, bytes: 50))
        #expect(removed(linked, SizeLimit(bytes: 200)) == [3])
    }

    @Test func inventoryFollowsLinks() {
        let shared = DiskFile(inode: 1, bytes: 10)
        var inventory = StoreInventory([[shared, DiskFile(inode: 2, bytes: 5)], [shared]])
        #expect(inventory.bytes == 15)
        inventory.remove([shared])
        #expect(inventory.bytes == 15)
        inventory.remove([shared])
        #expect(inventory.bytes == 5)
        inventory.remove([shared])
        #expect(inventory.bytes == 5)
    }
}
