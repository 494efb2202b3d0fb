using CsCheck;
using Npgsql;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Person = Supervision.ClueTransfers.Tests.Support.Person;

namespace Supervision.ClueTransfers.Tests;

/// <summary>Random commands by random callers against the running service, compared with the table of allowed moves.</summary>
public sealed class ClueWalkTests(CluesPlatform platform)
{
    const int Walks = 30;
    static readonly int Commands = Enum.GetValues<Command>().Length;
    static readonly int People = Enum.GetValues<Person>().Length;

    /// <summary>Half of the steps are arbitrary, half are chosen to make progress, so that walks get far.</summary>
    static readonly Gen<(int Any, int By, int Allowed)[]> Steps =
        Gen.Select(Gen.Int[0, (2 * Commands) - 1], Gen.Int[0, People - 1], Gen.Int[0, 1000]).Array[15, 45];

    readonly ServiceApi _api = platform.Api;
    readonly Matters _matters = platform.Matters();

    [Fact]
    public async Task Only_allowed_moves_succeed_and_the_history_tells_the_state()
    {
        var reached = new HashSet<string>();
        await Steps.SampleAsync(
            async steps =>
            {
                var model = new Model();
                var id = await _matters.DraftAsync(_matters.Member);
                foreach (var step in steps)
                {
                    var onward = model.Onward();
                    var (command, by) = step.Any < Commands || onward.Count == 0
                        ? ((Command)(step.Any % Commands), (Person)step.By)
                        : onward[step.Allowed % onward.Count];
                    var answer = await AskAsync(id, command, by);
                    Assert.True((int)answer.Status == model.Answer(command, by), $"{model.State}: {command} by {by}: {(int)answer.Status} {answer.Text}");
                    if (answer.IsSuccess) model = model.After(command, by);
                    reached.Add(model.State);
                }

                await AssertReplayAsync(id, model);
            },
            iter: Walks, threads: 1);
        Assert.True(reached.Count >= 12, $"The walks reached only {string.Join(", ", reached)}.");
    }

    [Fact]
    public void The_table_leads_to_every_state()
    {
        var (seen, waiting) = (new HashSet<string> { "draft" }, new Queue<Model>([new Model()]));
        var known = new HashSet<Model>();
        while (waiting.TryDequeue(out var model))
        {
            foreach (var next in model.Open().Select(move => model.After(move.Command, move.By)))
            {
                seen.Add(next.State);
                if (known.Add(next)) waiting.Enqueue(next);
            }
        }

        Assert.Equal(
            ["accepted", "approved", "closed", "collated", "declined", "disposed", "draft", "inApproval/0", "inApproval/1", "inApproval/2", "received",
                "refused", "rejected", "returned/cppcc", "returned/discipline", "transferred", "withdrawn"],
            seen.Order(StringComparer.Ordinal));
    }

    async Task<Answer> AskAsync(Guid id, Command command, Person by)
    {
        var who = Who(by);
        var path = $"/api/clues/{id}";
        return command switch
        {
            Command.Edit => await _api.PutAsync(who, path, Matters.Content(), "*"),
            Command.Approve => await _api.PostAsync(who, $"{path}/approve", new { contentHash = await _matters.HashAsync(id) }),
            Command.Return => await _api.PostAsync(who, $"{path}/return", new { contentHash = await _matters.HashAsync(id), comment = "请核对" }),
            Command.Reject => await _api.PostAsync(who, $"{path}/reject", new { contentHash = await _matters.HashAsync(id), comment = "不予呈报" }),
            Command.Withdraw => await _api.PostAsync(who, $"{path}/withdraw", new { reason = "撤回" }),
            Command.RefuseEntry => await _api.PostAsync(who, $"{path}/refuse-entry", new { reason = "不宜录入" }),
            Command.Decline => await _api.PostAsync(who, $"{path}/decline", new { reason = "不属管辖" }),
            Command.ReturnForSupplement => await _api.PostAsync(who, $"{path}/return-for-supplement", new { reason = "请补充" }),
            Command.Accept => await _api.PostAsync(who, $"{path}/accept", new { handler = _matters.Handler.UserId }),
            Command.Supplement => Supplemented(await _api.PostAsync(who, $"{path}/supplements", new { text = "补充说明" })),
            Command.Propose => await _api.PostAsync(who, $"{path}/disposal", Matters.Proposal),
            Command.SendBack => await _api.PostAsync(who, $"{path}/disposal/send-back", new { reason = "请补充依据" }),
            Command.ApproveDisposal => await _api.PostAsync(who, $"{path}/disposal/approve", new { }),
            _ => await _api.PostAsync(who, $"{path}/{command.ToString().ToLowerInvariant()}"),
        };
    }

    static Answer Supplemented(Answer answer) => answer.IsSuccess ? answer with { Status = System.Net.HttpStatusCode.OK } : answer;

    async Task AssertReplayAsync(Guid id, Model model)
    {
        var replay = ClueReplay.Of(await HistoryAsync(id));
        var state = (replay.Status, replay.Level, replay.ReturnedFrom) switch
        {
            (ClueStatus.InApproval, { } level, _) => $"inApproval/{level}",
            (ClueStatus.Returned, _, { } from) => $"returned/{from}",
            var (status, _, _) => char.ToLowerInvariant($"{status}"[0]) + $"{status}"[1..],
        };
        Assert.Equal(model.State, state);
        var stored = await platform.ScalarAsync<string>(
            "select concat_ws('|', status, level, returned_from, letter_number) from clues where id = $1", id);
        Assert.Equal(stored, string.Join('|', new object?[] { replay.Status, replay.Level, replay.ReturnedFrom, replay.LetterNumber }.OfType<object>()));
    }

    async Task<List<ClueEvent>> HistoryAsync(Guid id)
    {
        await using var connection = new NpgsqlConnection(platform.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select kind, facts::text from clue_events where clue_id = $1 order by sequence", connection);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync();
        var history = new List<ClueEvent>();
        while (await reader.ReadAsync())
        {
            history.Add(new()
            {
                ClueId = id,
                District = "",
                Kind = Enum.Parse<ClueEventKind>(reader.GetString(0)),
                Audience = Audience.Both,
                By = Guid.Empty,
                ByBody = "",
                At = default,
                Facts = System.Text.Json.JsonSerializer.Deserialize<ClueEventFacts>(reader.GetString(1), System.Text.Json.JsonSerializerOptions.Web)!,
            });
        }

        return history;
    }

    SampleAccount Who(Person person) => person switch
    {
        Person.Author => _matters.Member,
        Person.Office => _matters.Office,
        Person.OfficeHead => _matters.OfficeHead,
        Person.Secretary => _matters.Secretary,
        Person.Chair => _matters.Chair,
        Person.CppccAdmin => _matters.Admin,
        Person.Intake => _matters.Intake,
        Person.Handler => _matters.Handler,
        Person.OtherHandler => _matters.OtherHandler,
        Person.Leader => _matters.Leader,
        Person.DisciplineAdmin => _matters.DisciplineAdmin,
        Person.ForeignOffice => platform.Accounts.Holder(Cppcc.Office, SampleAccounts.Lucheng),
        Person.ForeignIntake => platform.Accounts.Holder(Discipline.Intake, SampleAccounts.Lucheng),
        _ => throw new ArgumentOutOfRangeException(nameof(person)),
    };
}
