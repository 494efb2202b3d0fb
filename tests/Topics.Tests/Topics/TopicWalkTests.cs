using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Topics;

/// <summary>Random moves by random callers of all bodies against the running service, compared with a table of allowed moves.</summary>
public sealed class TopicWalkTests(TopicsPlatform platform)
{
    const int Walks = 12;

    static readonly string[] Moves = ["reject", "deliberate", "supervise", "conclude", "close", "suspend", "resume"];

    /// <summary>The state machine of domain.md restated: (state, move) → state, with its gates.</summary>
    static readonly Dictionary<(string State, string Move), string> Allowed = new()
    {
        [("solicited", "reject")] = "rejected",
        [("selected", "deliberate")] = "deliberating",
        [("deliberating", "supervise")] = "supervising",
        [("supervising", "conclude")] = "concluding",
        [("concluding", "close")] = "closed",
        [("selected", "suspend")] = "suspended/selected",
        [("deliberating", "suspend")] = "suspended/deliberating",
        [("supervising", "suspend")] = "suspended/supervising",
        [("concluding", "suspend")] = "suspended/concluding",
        [("suspended/selected", "resume")] = "selected",
        [("suspended/deliberating", "resume")] = "deliberating",
        [("suspended/supervising", "resume")] = "supervising",
        [("suspended/concluding", "resume")] = "concluding",
    };

    static readonly string[] Gated = ["deliberate", "supervise", "conclude", "close"];

    static readonly (string Name, Role Role, string District, string[] May)[] People =
    [
        ("office", Cppcc.Office, SampleAccounts.Dongtou, ["reject", .. Gated]),
        ("liaison", Discipline.Liaison, SampleAccounts.Dongtou, Gated),
        ("chair", Cppcc.Chair, SampleAccounts.Dongtou, ["suspend", "resume"]),
        ("leader", Discipline.Leader, SampleAccounts.Dongtou, ["suspend", "resume"]),
        ("member", Cppcc.Member, SampleAccounts.Dongtou, []),
        ("handler", Discipline.Handler, SampleAccounts.Dongtou, []),
        ("contact", Others.Contact, SampleAccounts.Dongtou, []),
        ("reviewer", Others.Reviewer, SampleAccounts.Dongtou, []),
        ("admin", Cppcc.Admin, SampleAccounts.Dongtou, []),
        ("foreign office", Cppcc.Office, SampleAccounts.Lucheng, ["reject", .. Gated]),
        ("foreign leader", Discipline.Leader, SampleAccounts.Lucheng, ["suspend", "resume"]),
    ];

    /// <summary>Half of the steps are arbitrary, half are chosen to make progress, so that walks get far.</summary>
    static readonly Gen<(bool Selected, (int Move, int By, bool Onward, bool Gate)[] Steps)> Walk = Gen.Select(
        Gen.Int[0, 3].Select(n => n > 0),
        Gen.Select(Gen.Int[0, Moves.Length - 1], Gen.Int[0, People.Length - 1], Gen.Bool, Gen.Int[0, 3].Select(n => n > 0)).Array[12, 30]);

    readonly Affairs _ours = new(platform);

    [Fact]
    public async Task Only_allowed_moves_succeed_and_the_history_tells_the_state()
    {
        var gate = new Gate();
        await using var copy = new InProcessTopics(platform, change: services =>
        {
            services.RemoveAll<IGateFactSource>();
            services.AddSingleton<IGateFactSource>(gate);
        });
        using var api = copy.Api(platform.SignIn);
        var reached = new HashSet<string>();
        await Walk.SampleAsync(
            async walk =>
            {
                var id = walk.Selected ? await _ours.SelectedAsync() : await _ours.SolicitedAsync();
                var state = walk.Selected ? "selected" : "solicited";
                foreach (var step in walk.Steps)
                {
                    var onward = Allowed.Keys.Where(key => key.State == state && key.Move is not "reject").Select(key => key.Move).ToList();
                    var move = step.Onward && onward.Count > 0 ? onward[step.Move % onward.Count] : Moves[step.Move];
                    var by = step.Onward ? People.First(person => person.May.Contains(move)) : People[step.By];
                    gate.Open = step.Gate;
                    var answer = await api.PostAsync(platform.Accounts.Holder(by.Role, by.District), $"{Affairs.Path}/{id}/{move}", move is "reject" or "suspend" ? new { reason = "说明" } : null);
                    var expected = Expected(state, move, by, step.Gate);
                    Assert.True((int)answer.Status == expected, $"{state}: {move} by {by.Name}: {(int)answer.Status} instead of {expected} {answer.Text}");
                    if (answer.IsSuccess) state = Allowed[(state, move)];
                    reached.Add(state);
                }

                await AssertHistoryAsync(id, state);
            },
            iter: Walks, threads: 1);
        Assert.True(reached.Count >= 6, $"The walks reached only {string.Join(", ", reached)}.");
    }

    static int Expected(string state, string move, (string Name, Role Role, string District, string[] May) by, bool gate)
    {
        if (!by.May.Contains(move)) return 403;
        if (by.District != SampleAccounts.Dongtou) return 404;
        return Allowed.ContainsKey((state, move)) && (gate || !Gated.Contains(move)) ? 200 : 409;
    }

    async Task AssertHistoryAsync(Guid id, string state)
    {
        var stored = await platform.ScalarAsync<string>("select concat_ws('/', status, suspended_in) from topics where id = $1", id);
        Assert.Equal(state, stored, ignoreCase: true);
        var last = await platform.ScalarAsync<string>("select facts ->> 'to' from topic_events where topic_id = $1 and kind = 'Moved' order by sequence desc limit 1", id);
        Assert.Equal(state.Split('/')[0], last ?? "solicited");
    }

    /// <summary>Gates that are open or closed as the walk sets them.</summary>
    sealed class Gate : IGateFactSource
    {
        public bool Open { get; set; }

        public Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct)
        {
            (facts.PlanApproved, facts.CppccLeaderLinked, facts.DisciplineLeaderLinked) = (Open, Open, Open);
            (facts.ConsultationHeld, facts.AdviceRecorded, facts.AdviceIssued, facts.Assessed) = (Open, Open, Open, Open);
            (facts.Teams, facts.DutyItems) = (Open ? 1 : 0, Open ? 2 : 0);
            return Task.CompletedTask;
        }
    }
}
