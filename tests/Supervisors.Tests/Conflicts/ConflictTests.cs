using System.Net;
using Supervision.Contracts;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Conflicts;

/// <summary>Nobody is engaged on a unit they have ties to (回避, R17).</summary>
public sealed class ConflictTests(SupervisorsPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Records _ours = new(platform);

    [Theory]
    [InlineData("own"), InlineData("employer"), InlineData("closeKin"), InlineData("business")]
    public async Task A_declared_tie_keeps_its_owner_off_teams_squads_and_postings_and_the_refusal_names_its_kind(string kind)
    {
        var unit = NewUnit();
        var tie = await _ours.TieAsync(Records.Tie(unit: unit, kind: kind));
        (await _ours.FormAsync(await _ours.TopicAsync(), _ours.Team(unit))).Refused(HttpStatusCode.Conflict, $"conflict.{kind}");
        (await SquadAsync(unit)).Refused(HttpStatusCode.Conflict, $"conflict.{kind}");
        (await PostingAsync(unit)).Refused(HttpStatusCode.Conflict, $"conflict.{kind}");
        (await PostingAsync(NewUnit())).Ok();

        (await _api.PostAsync(_ours.Supervisor, $"{Records.Path}/ties/{tie}/withdraw", Records.Reason)).Ok();
        (await PostingAsync(unit)).Ok();
    }

    [Fact]
    public async Task Only_the_chair_overrides_for_one_person_one_unit_and_one_kind_and_it_is_recorded()
    {
        var unit = NewUnit();
        await _ours.TieAsync(Records.Tie(unit: unit));
        var given = _ours.Override(unit, "squad");
        (await _api.PostAsync(_ours.Office, $"{Records.Path}/overrides", given)).Refused(HttpStatusCode.Forbidden, "role.required");
        (await _api.PostAsync(_ours.Chair, $"{Records.Path}/overrides", given)).Ok();
        (await SquadAsync(unit)).Ok();
        (await PostingAsync(unit)).Refused(HttpStatusCode.Conflict, "conflict.closeKin");
        var recorded = (await _api.GetAsync(_ours.Office, $"{Records.Path}/overrides?search={unit}")).Ok().Json.GetProperty("items")[0];
        Assert.Equal((_ours.Chair.UserId, "业务不可替代"), (recorded.GetProperty("by").GetGuid(), recorded.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_team_that_gets_a_new_unit_or_a_new_member_is_looked_at_again()
    {
        var (unit, tied) = (NewUnit(), NewUnit());
        var team = await _ours.TeamAsync(unit);
        await _ours.TieAsync(Records.Tie(unit: tied));
        (await _api.PutAsync(_ours.Office, $"{Records.Path}/teams/{team}", _ours.Team(tied))).Refused(HttpStatusCode.Conflict, "conflict.closeKin");
        (await _api.PutAsync(_ours.Office, $"{Records.Path}/teams/{team}", _ours.Team(unit, name: "改名"))).Ok();
    }

    [Fact]
    public async Task A_tie_declared_later_flags_what_runs_and_those_who_keep_teams_are_told()
    {
        var unit = NewUnit();
        var team = await _ours.TeamAsync(unit);
        var squad = await _ours.SquadAsync(unit);
        var posting = (await PostingAsync(unit)).Id;
        await using var told = await Listener.ToAsync(platform, nameof(ConflictFlagged));
        var declared = (await _api.PostAsync(_ours.Supervisor, $"{Records.Path}/ties", Records.Tie(unit: unit, kind: "employer"))).Ok().Json;
        var flagged = declared.GetProperty("flagged").EnumerateArray().ToList();
        Assert.Equal(
            new HashSet<(string?, Guid)> { ("team", team), ("squad", squad), ("posting", posting) },
            flagged.Select(f => (f.GetProperty("kind").GetString(), f.GetProperty("matterId").GetGuid())).ToHashSet());
        var e = await told.NextAsync(e => e.GetProperty("matterId").GetGuid() == team);
        Assert.DoesNotContain(unit, e.GetRawText(), StringComparison.Ordinal);

        var flag = flagged[0].GetProperty("id").GetGuid();
        (await _api.PostAsync(_ours.Chair, $"{Records.Path}/conflict-flags/{flag}/settle", new { reason = "已退出小组" })).Ok();
        (await _api.PostAsync(_ours.Chair, $"{Records.Path}/conflict-flags/{flag}/settle", Records.Reason)).Refused(HttpStatusCode.Conflict, "flag.settled");
        Assert.Equal(2, (await _api.GetAsync(_ours.Office, $"{Records.Path}/conflict-flags?open=true&limit=100")).Ok().Json.GetProperty("items").EnumerateArray()
            .Count(f => f.GetProperty("unit").GetString() == unit));
    }

    [Fact]
    public async Task Ties_are_their_owners_and_of_those_who_run_supervision_and_nobody_declares_anothers_but_they()
    {
        var unit = NewUnit();
        await _ours.TieAsync(Records.Tie(unit: unit));
        Assert.Equal(0, await CountAsync(_ours.Member));
        Assert.Equal(0, await CountAsync(_ours.Handler));
        Assert.Equal(1, await CountAsync(_ours.Supervisor));
        Assert.Equal(1, await CountAsync(_ours.Leader));
        (await _api.PostAsync(_ours.Member, $"{Records.Path}/ties", Records.Tie(_ours.Supervisor.UserId))).Refused(HttpStatusCode.NotFound, "not_found");
        (await _api.PostAsync(_ours.Office, $"{Records.Path}/ties", Records.Tie(_ours.Handler.UserId))).Ok();
        (await _api.PostAsync(_ours.Supervisor, $"{Records.Path}/ties", Records.Tie(unit: unit))).Refused(HttpStatusCode.Conflict, "conflict.concurrent");

        async Task<int> CountAsync(Actor by) => (await _api.GetAsync(by, $"{Records.Path}/ties?unit={unit}")).Ok().Json.GetProperty("items").GetArrayLength();
    }

    static string NewUnit() => $"C-{Guid.NewGuid():N}"[..12];

    Task<Answer> PostingAsync(string unit) => _api.PostAsync(_ours.Office, $"{Records.Path}/postings", _ours.Posting(unit));

    async Task<Answer> SquadAsync(string unit)
    {
        await _ours.OwnEntryAsync();
        return await _api.PostAsync(_ours.Office, $"{Records.Path}/squads", new { team = _ours.Team(unit) });
    }
}
