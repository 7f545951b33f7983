import Storage
import Testing

@Suite struct UniqueIDTests {
    @Test func hasTheShapeOfVersion7() throws {
        let id = UniqueID.make(at: Instant(milliseconds: 0x0123_4567_89AB))
        #expect(id.hasPrefix("01234567-89ab-7"))
        #expect(try #/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#.wholeMatch(in: id) != nil)
    }

    @Test func sortsByTime() {
        let ids = (0..<1000).map { UniqueID.make(at: Instant(milliseconds: 1_795_435_200_000 + $0)) }
        #expect(ids == ids.sorted())
    }

    @Test func isUniqueWithinAMillisecond() {
        #expect(Set((0..<10_000).map { _ in UniqueID.make(at: .noon) }).count == 10_000)
    }
}
