public import Kernel
internal import Matters
internal import Storage

/// 會議室借用: the example that CONTRIBUTING walks through. A colleague asks for a room, the commission approves, and the inbox, notices, history,
/// deadlines and statistics come with it.
public enum RoomsModule {
    static let limit = Setting(
        "rooms.approvalDays", "會議室借用幾個工作天內核准", standard: 2, unit: "工作天", source: "範例", range: 1...10)

    public static let module = Module(
        name: "rooms", title: "會議室",
        settings: [limit],
        migrations: [RoomsSchema.bookings],
        records: [RoomsSchema.record],
        endpoints: [RoomPages.list, RoomPages.ask],
        contributions: [BookingProcedure.procedure],
        menu: [MenuItem("rooms", "會議室", RoomPages.url, in: .desk(.business), icon: "home")])
}

enum RoomsSchema {
    static let bookings = Migration(
        "rooms/0001-bookings",
        [
            .createTable(
                "booking",
                [.text("id"), .text("room"), .date("day"), .text("part").oneOf(["morning", "afternoon"]), .text("purpose"), .bool("is_granted")],
                key: ["id"]),
            // One room, one half-day, one meeting: whatever two people do at the same moment.
            .run("CREATE UNIQUE INDEX booking_granted ON booking (room, day, part) WHERE is_granted"),
            .createIndex("booking_by_day", on: "booking", ["day", "room", "part"]),
        ])

    static let record = RecordKind("rooms/booking", [.init("booking", key: "id", ["id", "room", "day", "part", "purpose", "is_granted"])])
}
