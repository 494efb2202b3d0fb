using System.Net;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Activities;

/// <summary>Activities (R8) planned and held by the two bodies.</summary>
public sealed class ActivityTests(TopicsPlatform platform)
{
    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task Both_bodies_invite_each_other_answer_and_sign_in()
    {
        var id = (await _api.PostAsync(_works.Office, $"{Works.Path}/activities", Works.Activity())).Id;
        var path = $"{Works.Path}/activities/{id}";
        (await _api.PostAsync(_works.Office, $"{path}/invitations", new { invite = new[] { _works.Handler.UserId, _works.Member.UserId } })).Ok();
        (await _api.PostAsync(_works.Liaison, $"{path}/invitations", new { invite = new[] { _works.Supervisor.UserId, _works.Handler.UserId } })).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_works.Handler, path)).Status); // not announced yet
        (await _api.PostAsync(_works.Office, $"{path}/announce")).Ok();
        (await _api.PostAsync(_works.Handler, $"{path}/answer", new { accept = true })).Ok();
        (await _api.PostAsync(_works.Supervisor, $"{path}/answer", new { accept = false, comment = "出差" })).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync(_works.Leader, $"{path}/answer", new { accept = true })).Status);

        var code = (await _api.GetAsync(_works.Liaison, path))["attendanceCode"];
        var wrong = code == "000000" ? "000001" : "000000";
        (await _api.PostAsync(_works.Handler, $"{path}/attend", new { code = wrong })).Refused(HttpStatusCode.Conflict, "attendance.code_wrong");
        (await _api.PostAsync(_works.Handler, $"{path}/attend", new { code })).Ok();
        var invitations = (await _api.GetAsync(_works.Member, $"{path}/invitations")).Ok().Json.EnumerateArray().ToList();
        Assert.Equal(3, invitations.Count);
        Assert.Equal("cppcc", invitations.Single(i => i.GetProperty("userId").GetGuid() == _works.Handler.UserId).GetProperty("invitedByBody").GetString());
        Assert.Equal("discipline", invitations.Single(i => i.GetProperty("userId").GetGuid() == _works.Supervisor.UserId).GetProperty("invitedByBody").GetString());
    }

    [Fact]
    public async Task Only_people_of_both_bodies_are_invited()
    {
        var id = await _works.AnnouncedAsync();
        var foreign = new Works(platform, SampleAccounts.Lucheng).Member;
        foreach (var unfit in new[] { _works.Contact.UserId, _works.Reviewer.UserId, foreign.UserId, Guid.NewGuid() })
            (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{id}/invitations", new { invite = new[] { unfit } })).Refused(HttpStatusCode.Conflict, "activity.invitee_unfit");
    }

    [Fact]
    public async Task A_held_consultation_with_its_advice_meets_the_gate()
    {
        var topic = await _works.TopicAsync(TopicStatus.Deliberating);
        var id = await _works.AnnouncedAsync(topic: topic, startsInHours: -2);
        Assert.False((await _works.FactsAsync(topic)).ConsultationHeld);
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{id}/record", new { record = "居民代表与单位座谈", advice = "推行一次告知", attended = 23 })).Ok();
        var facts = await _works.FactsAsync(topic);
        Assert.True(facts is { ConsultationHeld: true, AdviceRecorded: true });
        Assert.Equal("23", (await _api.GetAsync(_works.Leader, $"{Works.Path}/activities/{id}"))["attended"]);

        var round = await _works.AnnouncedAsync(topic: await _works.TopicAsync(TopicStatus.Deliberating), kind: "visitsAndHelp", startsInHours: -2);
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{round}/record", new { record = "走访三户" })).Ok();
        Assert.False((await _works.FactsAsync(await TopicOfAsync(round))).ConsultationHeld);
    }

    /// <summary>Duty records (R23) count who came, which a number alone does not show.</summary>
    [Fact]
    public async Task Those_who_signed_in_are_told_of_when_it_is_recorded()
    {
        var id = await _works.AnnouncedAsync(startsInHours: -2);
        var path = $"{Works.Path}/activities/{id}";
        (await _api.PostAsync(_works.Office, $"{path}/invitations", new { invite = new[] { _works.Handler.UserId, _works.Supervisor.UserId } })).Ok();
        (await _api.PostAsync(_works.Supervisor, $"{path}/attend", new { code = (await _api.GetAsync(_works.Liaison, path))["attendanceCode"] })).Ok();
        await using var told = await Listener.ToAsync(platform, "ActivityAttended");
        (await _api.PostAsync(_works.Office, $"{path}/record", new { record = "走访三户" })).Ok();
        var attended = await told.NextAsync(e => e.GetProperty("activityId").GetGuid() == id);
        Assert.Equal([_works.Supervisor.UserId], attended.GetProperty("attendees").EnumerateArray().Select(user => user.GetGuid()));
    }

    [Fact]
    public async Task What_has_not_begun_or_is_over_is_not_recorded_or_changed()
    {
        var ahead = await _works.AnnouncedAsync(startsInHours: 3);
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{ahead}/record", new { record = "提前" })).Refused(HttpStatusCode.Conflict, "activity.not_started");
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{ahead}/cancel", new { reason = "改期" })).Ok();
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{ahead}/cancel", new { reason = "再次" })).Refused(HttpStatusCode.Conflict, "activity.over");
        (await _api.PutAsync(_works.Office, $"{Works.Path}/activities/{ahead}", Works.Activity(), "*")).Refused(HttpStatusCode.Conflict, "activity.over");
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{await _works.AnnouncedAsync()}/announce")).Refused(HttpStatusCode.Conflict, "activity.not_planned");
    }

    async Task<Guid> TopicOfAsync(Guid activity) => await platform.ScalarAsync<Guid>("select topic_id from activities where id = $1", activity);
}
