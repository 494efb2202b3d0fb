using System.Net;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Implementation;

/// <summary>The implementation plan (R6) through the service.</summary>
public sealed class PlanTests(TopicsPlatform platform)
{
    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task A_plan_begins_from_the_template_of_the_topics_class()
    {
        var lucheng = new Works(platform, SampleAccounts.Lucheng);
        var template = (await _api.GetAsync(lucheng.Admin, $"{Works.Path}/plan-templates/livelihood")).Ok();
        Assert.Equal("通用实施方案", template.Json.GetProperty("content").GetProperty("name").GetString());
        var own = new
        {
            name = "专项方案",
            goals = "查清一事",
            modes = new { openness = new[] { "unannounced" }, recurrence = new[] { "lookBack" }, span = new[] { "wholeProcess" } },
            schedule = new[] { new { name = "暗访", starts = 3, days = 5 } },
        };
        (await _api.PutAsync(lucheng.Admin, $"{Works.Path}/plan-templates/livelihood", own, template.EntityTag)).Ok();
        (await _api.PutAsync(lucheng.Admin, $"{Works.Path}/plan-templates/livelihood", own, template.EntityTag)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");

        var topic = await lucheng.TopicAsync(TopicStatus.Selected);
        var plan = (await _api.PostAsync(lucheng.Office, $"{Works.Path}/{topic}/implementation", new { starts = "2026-12-01" })).Ok();
        var step = plan.Json.GetProperty("content").GetProperty("schedule")[0];
        Assert.Equal(("2026-12-04", "2026-12-08"), (step.GetProperty("from").GetString(), step.GetProperty("to").GetString()));
        (await _api.PostAsync(lucheng.Office, $"{Works.Path}/{topic}/implementation", new { starts = "2026-12-01" })).Refused(HttpStatusCode.Conflict, "plan.exists");
    }

    [Fact]
    public async Task Two_leaders_at_the_same_instant_approve_it_and_its_units_are_supervised()
    {
        for (var round = 0; round < 5; round++)
        {
            var (topic, contentHash) = await _works.SubmittedPlanAsync();
            var answers = await Task.WhenAll(new[] { _works.Chair, _works.Leader, _works.Chair, _works.Leader }
                .Select(leader => _api.PostAsync(leader, $"{Works.Path}/{topic}/implementation/concur", new { contentHash })));
            Assert.Equal(2, answers.Count(answer => answer.IsSuccess));
            Assert.Equal("approved", (await _api.GetAsync(_works.Office, $"{Works.Path}/{topic}/implementation"))["status"]);
            Assert.Equal("U01", await platform.ScalarAsync<string>("select array_to_string(units, ',') from topics where id = $1", topic));
            var facts = await _works.FactsAsync(topic);
            Assert.Empty(Gates.Missing(TopicStatus.Deliberating, facts));
        }
    }

    [Fact]
    public async Task Team_and_leaders_have_to_be_the_topics_and_in_office()
    {
        var (topic, other) = (await _works.TopicAsync(TopicStatus.Selected), await _works.TopicAsync(TopicStatus.Selected));
        var foreign = await _works.TeamAsync(other);
        var plan = (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/implementation", new { starts = "2026-12-01" })).Ok();
        var content = plan.Json.GetProperty("content");
        var path = $"{Works.Path}/{topic}/implementation";
        (await _api.PutAsync(_works.Office, path, _works.Plan(content, foreign), plan.EntityTag)).Refused(HttpStatusCode.Conflict, "plan.team_unfit");
        (await _api.PutAsync(_works.Office, path, _works.Plan(content, null))).Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PutAsync(_works.Office, path, _works.Plan(content, null), plan.EntityTag)).Ok();
        (await _api.PostAsync(_works.Office, $"{path}/submit")).Refused(HttpStatusCode.Conflict, "plan.incomplete");
    }

    [Fact]
    public async Task The_copy_of_a_team_follows_its_service_and_never_goes_back()
    {
        var topic = await _works.TopicAsync(TopicStatus.Selected);
        var team = await _works.TeamAsync(topic);
        TeamChanged State(bool active, long version) => new(
            team, _works.District, topic, $"第{version}版", _works.Supervisor.UserId, [_works.Supervisor.UserId], _works.Chair.UserId, _works.Leader.UserId, active, version, DateTimeOffset.UtcNow);
        await platform.PublishAsync(State(active: false, 3));
        await _works.KnownAsync("select version = 3 from teams where id = $1", team);
        await platform.PublishAsync(State(active: true, 2));
        await platform.PublishAsync(State(active: false, 4));
        await _works.KnownAsync("select version = 4 and not active from teams where id = $1", team);
        Assert.Equal(0, (await _works.FactsAsync(topic)).Teams);
    }

    [Fact]
    public async Task The_copy_of_a_supervisor_follows_appointment_and_standing()
    {
        // Identity removes the role of a suspended person, so this uses somebody whose role no other test needs.
        var person = platform.Accounts.Holders(Cppcc.Secretary, _works.District)[1];
        var id = Guid.CreateVersion7();
        var (from, until) = (new DateOnly(2026, 1, 1), new DateOnly(2028, 12, 31));
        await platform.PublishAsync(new SupervisorAppointed(id, _works.District, person.UserId, "economy", from, until, 1, DateTimeOffset.UtcNow));
        await platform.PublishAsync(new SupervisorStandingChanged(id, _works.District, person.UserId, SupervisorStandings.Suspended, 2, DateTimeOffset.UtcNow));
        await _works.KnownAsync("select exists (select from supervisors where id = $1 and standing = 'suspended')", id);
        var copy = (await _api.GetAsync(_works.Office, $"{Works.Path}/supervisors")).Ok().Json.EnumerateArray().Single(s => s.GetProperty("id").GetGuid() == id);
        Assert.Equal(person.Name, copy.GetProperty("name").GetString());
    }
}
