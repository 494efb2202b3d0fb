using System.Net;
using Supervision.Contracts;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Teams;

/// <summary>Teams, squads and postings (R15, R16): who may be in them, one active team per topic, the published events.</summary>
public sealed class TeamTests(SupervisorsPlatform platform)
{
    const string Path = Records.Path + "/teams";

    readonly ServiceApi _api = platform.Api;
    readonly Records _ours = new(platform);

    [Fact]
    public async Task Of_those_who_form_a_team_for_one_topic_at_once_one_does()
    {
        await _ours.OwnEntryAsync();
        var topic = await _ours.TopicAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _ours.FormAsync(topic)));
        var formed = Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => answer.Refused(HttpStatusCode.Conflict, "team.topic_has_team"));
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from teams where topic_id = $1", topic));

        (await _api.PostAsync(_ours.Office, $"{Path}/{formed.Id}/dissolve", Records.Reason)).Ok();
        (await _ours.FormAsync(topic)).Ok();
    }

    [Fact]
    public async Task The_topics_service_learns_of_a_team_and_of_its_changes()
    {
        var team = (await _ours.FormAsync(await _ours.TopicAsync())).Id;
        await InTopicsAsync(team, active: true);
        (await _api.PostAsync(_ours.Office, $"{Path}/{team}/dissolve", Records.Reason)).Ok();
        await InTopicsAsync(team, active: false);
    }

    [Fact]
    public async Task A_team_has_appointed_supervisors_and_cadres_of_the_commission_and_leaders_of_both_bodies()
    {
        var topic = await _ours.TopicAsync();
        (await _ours.FormAsync(topic, _ours.Team(members: [_ours.Supervisor]))).Refused(HttpStatusCode.Conflict, "team.both_bodies");
        (await _ours.FormAsync(topic, _ours.Team(members: [_ours.Handler]))).Refused(HttpStatusCode.Conflict, "team.both_bodies");
        (await _ours.FormAsync(topic, _ours.Team(members: [_ours.Member, _ours.Handler]))).Refused(HttpStatusCode.Conflict, "team.member_unfit");
        (await _ours.FormAsync(topic, Changed(_ours.Team(), "cppccLeader", _ours.Office.UserId))).Refused(HttpStatusCode.Conflict, "team.leader_unfit");
        (await _ours.FormAsync(topic, Changed(_ours.Team(), "leader", _ours.Member.UserId))).Refused(HttpStatusCode.Conflict, "team.leader_not_member");
        (await _ours.FormAsync(topic, Changed(_ours.Team(), "until", "2020-01-01"))).Refused(HttpStatusCode.Conflict, "team.mandate_unsound");
        (await _ours.FormAsync(await _ours.TopicAsync("solicited"))).Refused(HttpStatusCode.Conflict, "team.topic_not_under_way");
        (await _ours.FormAsync(Guid.NewGuid())).Refused(HttpStatusCode.NotFound, "not_found");
        (await _ours.FormAsync(topic)).Ok();
    }

    [Fact]
    public async Task The_end_of_a_topic_dissolves_its_team()
    {
        var topic = await _ours.TopicAsync();
        var team = (await _ours.FormAsync(topic)).Id;
        await using var told = await Listener.ToAsync(platform, nameof(TeamChanged));
        await platform.PublishAsync(new TopicStageChanged(topic, _ours.District, "T2026-0001", "concluding", "closed", "gate_met", null, _ours.Chair.UserId, DateTimeOffset.UtcNow.AddSeconds(1)));
        var change = await told.NextAsync(e => e.GetProperty("teamId").GetGuid() == team);
        Assert.False(change.GetProperty("active").GetBoolean());
        (await _api.PostAsync(_ours.Office, $"{Path}/{team}/dissolve", Records.Reason)).Refused(HttpStatusCode.Conflict, "team.dissolved");
    }

    [Fact]
    public async Task A_stale_change_is_refused_and_a_member_no_longer_in_office_may_stay()
    {
        var team = (await _ours.FormAsync(await _ours.TopicAsync())).Id;
        var seen = (await _api.GetAsync(_ours.Office, $"{Path}/{team}")).EntityTag;
        (await _api.PutAsync(_ours.Office, $"{Path}/{team}", _ours.Team(name: "第二监督小组"), seen)).Ok();
        (await _api.PutAsync(_ours.Office, $"{Path}/{team}", _ours.Team(), seen)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal("第二监督小组", (await _api.GetAsync(_ours.Supervisor, $"{Path}/{team}"))["name"]);
    }

    [Fact]
    public async Task Workload_counts_what_everybody_is_put_on()
    {
        await _ours.TeamAsync();
        await _ours.SquadAsync();
        await _ours.PostingAsync();
        var rows = (await _api.GetAsync(_ours.Office, $"{Records.Path}/workload")).Ok().Json.EnumerateArray().ToList();
        var supervisor = rows.Single(row => row.GetProperty("userId").GetGuid() == _ours.Supervisor.UserId);
        var mine = (await _api.GetAsync(_ours.Supervisor, $"{Records.Path}/workload/{_ours.Supervisor.UserId}")).Ok().Json.EnumerateArray().ToList();
        Assert.Equal(supervisor.GetProperty("total").GetInt32(), mine.Count);
        Assert.All((string[])["teams", "squads", "postings"], kind => Assert.True(supervisor.GetProperty(kind).GetInt32() > 0, kind));
        Assert.Contains(rows, row => row.GetProperty("userId").GetGuid() == _ours.Handler.UserId);
        var statistics = (await _api.GetAsync(_ours.Chair, $"{Records.Path}/statistics")).Ok().Json;
        Assert.True(statistics.GetProperty("activeTeams").GetInt32() > 0);
        Assert.Contains(statistics.GetProperty("roster").EnumerateArray(), row => row.GetProperty("status").GetString() == "appointed");
    }

    async Task InTopicsAsync(Guid team, bool active)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(platform.Host.ConnectionString("topicsdb"));
        await Testing.Eventually.TrueAsync(
            async () =>
            {
                await using var command = source.CreateCommand("select exists (select from teams where id = $1 and active = $2)");
                command.Parameters.AddWithValue(team);
                command.Parameters.AddWithValue(active);
                return (bool)(await command.ExecuteScalarAsync())!;
            },
            "the topics service knows the team");
    }

    static System.Text.Json.Nodes.JsonObject Changed(object team, string property, object value)
    {
        var changed = System.Text.Json.JsonSerializer.SerializeToNode(team)!.AsObject();
        changed[property] = System.Text.Json.JsonSerializer.SerializeToNode(value);
        return changed;
    }
}
