using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>A clue that every level has approved, and the idempotency key of its transfer.</summary>
internal sealed record ApprovedClue(Guid Id, string Key);

/// <summary>The people of one district at work, through the gateway, and the commission's own system with its queue.</summary>
internal sealed class District
{
    private const int Hands = 8;
    private readonly FaultPlatform _platform;
    private readonly SampleAccount[] _approvers;
    private readonly SampleAccount _intake;

    private District(FaultPlatform platform, string code)
    {
        var accounts = platform.Accounts;
        (_platform, Code, Office) = (platform, code, accounts.Holder(Cppcc.Office, code));
        _approvers = [accounts.Holders(Cppcc.Office, code)[1], accounts.Holder(Cppcc.Secretary, code), accounts.Holder(Cppcc.Chair, code)];
        _intake = accounts.Holder(Discipline.Intake, code);
        Admin = accounts.Holder(Discipline.Admin, code);
    }

    public string Code { get; }

    /// <summary>The person who registers and transfers every clue here.</summary>
    public SampleAccount Office { get; }

    public SampleAccount Admin { get; }

    public SubscriberQueue System { get; private set; } = null!;

    public static async Task<District> OpenAsync(FaultPlatform platform, string code)
    {
        var district = new District(platform, code);
        district.System = await SubscriberQueue.RegisterAsync(platform, district.Admin);
        return district;
    }

    /// <summary>Registers clues and takes them through all three levels.</summary>
    public async Task<IReadOnlyList<ApprovedClue>> PrepareAsync(int count)
    {
        var clues = new ApprovedClue[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Hands }, async (i, _) => clues[i] = await PrepareAsync());
        return clues;
    }

    public async Task<ApprovedClue> PrepareAsync()
    {
        var content = JsonSerializer.Serialize(new
        {
            title = "涉企检查频次过高问题线索",
            account = "多家企业反映同一事项被重复检查，影响正常经营。",
            units = Array.Empty<object>(),
            persons = Array.Empty<object>(),
            source = "finding",
            field = "businessEnvironment",
        });
        var registered = await PostAsync("/api/clues", Office, content);
        var clue = registered.Json.GetProperty("id").GetGuid();
        await PostAsync($"/api/clues/{clue}/collate", Office);
        var submitted = await PostAsync($"/api/clues/{clue}/submit", Office);
        var hash = submitted.Json.GetProperty("contentHash").GetString();
        foreach (var approver in _approvers) await PostAsync($"/api/clues/{clue}/approve", approver, $$"""{"contentHash":"{{hash}}"}""");
        return new ApprovedClue(clue, $"transfer-{clue:N}");
    }

    /// <summary>Requests the transfer once.</summary>
    public async Task<Answer> TransferAsync(ApprovedClue clue)
    {
        var answer = await _platform.SendAsync(HttpMethod.Post, $"/api/clues/{clue.Id}/transfer", Office, key: clue.Key);
        if (!answer.IsAccepted) return answer;
        var letter = answer.Json.GetProperty("letterNumber").GetString()!;
        Assert.Equal(letter, _platform.Accepted.GetOrAdd(clue.Id, letter));
        return answer;
    }

    /// <summary>Requests the transfer until there is a response, as a client that keeps its key does.</summary>
    public Task<Answer> TransferUntilAnsweredAsync(ApprovedClue clue) => UntilAnsweredAsync(() => TransferAsync(clue));

    /// <summary>Signs for the transferred clue. A retry after a lost response may be answered that this is already done.</summary>
    public async Task ReceiveUntilAnsweredAsync(ApprovedClue clue)
    {
        var answer = await UntilAnsweredAsync(() => _platform.SendAsync(HttpMethod.Post, $"/api/clues/{clue.Id}/receive", _intake));
        Assert.True(answer.IsAccepted || answer.Code == "clue.not_transferred", answer.ToString());
    }

    public async Task<Answer> PostAsync(string path, SampleAccount by, string? json = null) =>
        (await _platform.SendAsync(HttpMethod.Post, path, by, json)).Require();

    private static Task<Answer> UntilAnsweredAsync(Func<Task<Answer>> ask) =>
        Eventually.GetAsync(ask, answer => !answer.IsOutage, answer => answer.ToString());
}
