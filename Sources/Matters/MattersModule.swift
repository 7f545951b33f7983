public import Kernel
internal import Markup
internal import Storage

/// 案件: running matters, the inbox and what people are told. The procedures come from the modules whose work it is.
public enum MattersModule {
    public static let module = Module(
        name: "matters", title: "待辦",
        settings: [NoticeMail.digestHour],
        migrations: MatterSchema.migrations + [NoticeSchema.migration],
        records: MatterSchema.records,
        erasers: [MatterEraser.eraser],
        jobs: [NoticeMail.kind, Chasing.kind],
        fileOwners: [Matters.filesOwner],
        topics: [InboxEvents.moved],
        calendarObservers: [Matters.calendarChanged],
        endpoints: [
            InboxPage.page, InboxEvents.stream, BulkSteps.step, MatterPage.page, MatterSteps.step, MatterSteps.undo, MatterSteps.watch,
            MatterFiles.add,
            MatterSteps.proof,
            NoticePages.list, NoticePages.readAll, NoticePages.prefer, FeedPages.make, FeedPages.stop, FeedPages.feed, InboxAPI.list, InboxAPI.matter,
            OpenMatterPage.page, OpenMatterPage.proof, ProcedurePages.list, ProcedurePages.show,
        ],
        scopes: [Scope("matter", isParty: MatterQueries.isParty)],
        contributions: [MatterNoun.noun, MatterSearch.matters, ProcedureTable.procedures],
        menu: [
            MenuItem("inbox", "待辦", MatterURL.inbox, in: .desk(.work), icon: "list"),
            MenuItem("notices", "通知", "/notices", in: .desk(.work), icon: "bell"),
            MenuItem("procedures", "流程", "/procedures", in: .desk(.city), icon: "book"),
        ],
        english: PackageResources.en_json)
}
