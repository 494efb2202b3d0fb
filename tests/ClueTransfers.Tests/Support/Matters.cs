using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;

namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>Clues of a district in each of their states, brought there through the API by the responsible people.</summary>
public sealed class Matters(ServiceApi api, SampleAccounts accounts, string district)
{
    static int _windows;

    public string District { get; } = district;

    public SampleAccount Office { get; } = accounts.Holders(Cppcc.Office, district)[0];

    public SampleAccount OfficeHead { get; } = accounts.Holders(Cppcc.Office, district)[1];

    public SampleAccount Secretary { get; } = accounts.Holder(Cppcc.Secretary, district);

    public SampleAccount Chair { get; } = accounts.Holder(Cppcc.Chair, district);

    public SampleAccount Member { get; } = accounts.Holder(Cppcc.Member, district);

    public SampleAccount Admin { get; } = accounts.Holder(Cppcc.Admin, district);

    public SampleAccount Intake { get; } = accounts.Holder(Discipline.Intake, district);

    public SampleAccount Handler { get; } = accounts.Holders(Discipline.Handler, district)[0];

    public SampleAccount OtherHandler { get; } = accounts.Holders(Discipline.Handler, district)[1];

    public SampleAccount Leader { get; } = accounts.Holder(Discipline.Leader, district);

    public SampleAccount DisciplineAdmin { get; } = accounts.Holder(Discipline.Admin, district);

    public static object Content(string title = "沿街商铺审批多头往返") => new
    {
        title,
        account = "多名经营者反映，同一事项须往返三个窗口，其中一处要求提供无依据的证明材料。",
        units = new[] { new { code = (string?)"U01", name = "示例市场监管单位" } },
        persons = new[] { new { name = "窗口负责人", unit = (string?)"示例市场监管单位", position = (string?)"窗口负责人" } },
        source = "finding",
        field = "businessEnvironment",
        sourceReference = "F-2026-003",
    };

    public async Task<Guid> DraftAsync(SampleAccount? by = null, string title = "沿街商铺审批多头往返") =>
        (await api.PostAsync(by ?? Office, "/api/clues", Content(title))).Id;

    public async Task<Guid> CollatedAsync(SampleAccount? by = null) => await AfterAsync(await DraftAsync(by), Office, "collate");

    public async Task<Guid> WithdrawnAsync() => await AfterAsync(await DraftAsync(), Office, "withdraw", new { reason = "重复登记" });

    public async Task<Guid> MergedAsync()
    {
        var (from, into) = (await DraftAsync(), await CollatedAsync());
        return await AfterAsync(from, Office, "merge", new { into });
    }

    /// <param name="level">How many levels have approved.</param>
    public async Task<Guid> InApprovalAsync(int level = 0, SampleAccount? author = null)
    {
        var id = await AfterAsync(await CollatedAsync(author), Office, "submit");
        foreach (var approver in new[] { OfficeHead, Secretary, Chair }.Take(level)) await ApproveAsync(id, approver);
        return id;
    }

    public Task<Guid> ApprovedAsync(SampleAccount? author = null) => InApprovalAsync(3, author);

    public async Task<Guid> ReturnedAsync()
    {
        var id = await InApprovalAsync();
        return await AfterAsync(id, OfficeHead, "return", new { contentHash = await HashAsync(id), comment = "请核对时间" });
    }

    public async Task<Guid> RejectedAsync()
    {
        var id = await InApprovalAsync();
        return await AfterAsync(id, OfficeHead, "reject", new { contentHash = await HashAsync(id), comment = "不属监督范围" });
    }

    public async Task<Guid> TransferredAsync(SampleAccount? author = null) => await AfterAsync(await ApprovedAsync(author), Office, "transfer");

    public async Task<Guid> ReceivedAsync(SampleAccount? author = null) => await AfterAsync(await TransferredAsync(author), Intake, "receive");

    public async Task<Guid> ReturnedForSupplementAsync(bool supplemented = false, SampleAccount? author = null)
    {
        var id = await AfterAsync(await ReceivedAsync(author), Intake, "return-for-supplement", new { reason = "请补充票据" });
        if (supplemented) (await api.PostAsync(Office, $"/api/clues/{id}/supplements", new { text = "补充票据说明" })).Ok();
        return id;
    }

    public async Task<Guid> DeclinedAsync() => await AfterAsync(await ReceivedAsync(), Intake, "decline", new { reason = "不属管辖" });

    public async Task<Guid> AcceptedAsync(SampleAccount? author = null) =>
        await AfterAsync(await ReceivedAsync(author), Intake, "accept", new { handler = Handler.UserId });

    public async Task<Guid> ProposedAsync(SampleAccount? author = null) => await AfterAsync(await AcceptedAsync(author), Handler, "disposal", Proposal);

    public async Task<Guid> DisposedAsync(SampleAccount? author = null) =>
        await AfterAsync(await ProposedAsync(author), Leader, "disposal/approve", new { });

    public async Task<Guid> ClosedAsync() => await AfterAsync(await DisposedAsync(), Handler, "close");

    public static object Proposal => new { measure = "interview", grounds = "拟对窗口负责人谈话函询。", outcomeSummary = "已核查处理，窗口流程已整改。" };

    public async Task ApproveAsync(Guid id, Actor by) => await AfterAsync(id, by, "approve", new { contentHash = await HashAsync(id) });

    /// <summary>The hash of the current content, from a plain read by the office.</summary>
    public async Task<string> HashAsync(Guid id) => (await api.GetAsync(Office, $"/api/clues/{id}"))["contentHash"];

    public async Task<string> StatusAsync(Guid id, Actor? by = null) => (await api.GetAsync(by ?? Chair, $"/api/clues/{id}"))["status"];

    /// <summary>The default chain, for a district without its own.</summary>
    public static object UsualChain => new
    {
        levels = new[] { new { role = "office", label = "委室负责人" }, new { role = "secretary", label = "秘书长" }, new { role = "chair", label = "主席" } },
    };

    /// <summary>What the district does not accept.</summary>
    public static object OutsideMatters => new { matters = new[] { new { term = "省管事项", reason = "应向省级机关反映。" } } };

    /// <summary>A delegation to another approver, in a separate period far ahead.</summary>
    public object Delegation(Actor by)
    {
        var starts = DateTimeOffset.UtcNow.AddDays(400 + (2 * Interlocked.Increment(ref _windows)));
        return new { to = by.Account?.UserId == Secretary.UserId ? Chair.UserId : Secretary.UserId, starts, ends = starts.AddDays(1) };
    }

    /// <summary>A delegation the chair gave.</summary>
    public async Task<Guid> DelegatedAsync() => (await api.PostAsync(Chair, "/api/clues/delegations", Delegation(Chair))).Id;

    /// <summary>A small file with unique content.</summary>
    public static HttpContent File() => new StringContent($"走访记录 {Guid.NewGuid()}", System.Text.Encoding.UTF8, "application/octet-stream");

    public static object Subscriber() => new { name = $"system-{Guid.NewGuid():N}"[..20], eventTypes = new[] { "clue.transferred.v1" } };

    /// <summary>A system the commission's admin registered.</summary>
    public async Task<Guid> SubscribedAsync() =>
        (await api.PostAsync(DisciplineAdmin, "/api/clues/subscriptions", Subscriber())).Ok().Json.GetProperty("subscriber").GetProperty("id").GetGuid();

    /// <summary>
    /// A clue of the member's in a state, with its content's <c>hash</c>, an <c>other</c> clue to merge into, and a file
    /// (<c>attachmentId</c>) if the state still allows one.
    /// </summary>
    public async Task<Case> CaseAsync(string state)
    {
        if (state is "draft" or "transferred")
        {
            var draft = await DraftAsync(Member);
            var file = (await api.PostAsync(Member, $"/api/clues/{draft}/attachments?name=note.txt", File())).Id;
            if (state is "draft") return await AboutAsync(draft, file);
            await AfterAsync(draft, Office, "collate");
            await AfterAsync(draft, Office, "submit");
            foreach (var approver in new[] { OfficeHead, Secretary, Chair }) await ApproveAsync(draft, approver);
            return await AboutAsync(await AfterAsync(draft, Office, "transfer"), file);
        }

        var id = state switch
        {
            "collated" => await CollatedAsync(Member),
            "inApproval" => await InApprovalAsync(0, Member),
            "approved" => await ApprovedAsync(Member),
            "received" => await ReceivedAsync(Member),
            "supplemented" => await ReturnedForSupplementAsync(supplemented: true, Member),
            "accepted" => await AcceptedAsync(Member),
            "proposed" => await ProposedAsync(Member),
            "disposed" => await DisposedAsync(Member),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
        return await AboutAsync(id);
    }

    async Task<Case> AboutAsync(Guid id, Guid file = default) => new(id, new Dictionary<string, string>
    {
        ["hash"] = await HashAsync(id),
        ["other"] = (await DraftAsync(Member)).ToString(),
        ["attachmentId"] = file.ToString(),
    });

    public async Task<Guid> AfterAsync(Guid id, Actor by, string command, object? body = null)
    {
        (await api.PostAsync(by, $"/api/clues/{id}/{command}", body)).Ok();
        return id;
    }
}
