using Microsoft.Extensions.DependencyInjection;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Meetings.Series;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Meetings;

/// <summary>Automatic care of joint meetings: each effect happens once, however many copies of the service run.</summary>
public sealed class JointMeetingCareTests(TopicsPlatform platform)
{
    const string Path = Gatherings.Path;
    const int Copies = 6;

    readonly ServiceApi _api = platform.Api;
    readonly Gatherings _ours = new(platform);
    readonly Gatherings _theirs = new(platform, SampleAccounts.Lucheng);

    [Fact]
    public async Task A_month_without_a_held_meeting_is_flagged_once_and_a_meeting_held_late_takes_the_flag_away()
    {
        var month = new DateOnly(2017, 8, 1);
        await OpenMonthAsync(_theirs.District, month);
        await SweepAsync();
        await Eventually.TrueAsync(async () => await FlaggedAtAsync(month) is not null, "the month is flagged");
        var flagged = await FlaggedAtAsync(month);
        Assert.True(await IsFlaggedAsync(month));
        await SweepAsync();
        Assert.Equal(flagged, await FlaggedAtAsync(month));
        Assert.Equal(0, await platform.ScalarAsync<long>("select count(*) from joint_months where month = $1 and due_check is not null", month));
        await _theirs.HeldAsync(starts: new DateTimeOffset(2017, 8, 31, 1, 0, 0, TimeSpan.Zero));
        Assert.False(await IsFlaggedAsync(month));
    }

    [Fact]
    public async Task A_month_with_a_held_meeting_is_not_flagged_and_every_district_has_a_row_for_this_month()
    {
        var month = new DateOnly(2017, 7, 1);
        await _theirs.HeldAsync(starts: new DateTimeOffset(2017, 7, 13, 1, 0, 0, TimeSpan.Zero));
        await OpenMonthAsync(_theirs.District, month);
        await SweepAsync();
        await Eventually.TrueAsync(
            async () => await platform.ScalarAsync<long>("select count(*) from joint_months where month = $1 and due_check is null", month) == 1, "the month was looked at");
        Assert.Null(await FlaggedAtAsync(month));
        Assert.Equal(2, await platform.ScalarAsync<long>("select count(*) from joint_months where month = date_trunc('month', now() at time zone 'Asia/Shanghai')::date"));
    }

    [Fact]
    public async Task The_series_plans_a_months_meeting_once_with_the_leading_group_invited_and_what_waits_on_its_agenda()
    {
        await platform.ExecuteAsync("update meetings set status = 'Cancelled' where district = $1 and status in ('Planned', 'Called')", _theirs.District);
        var before = (await _api.GetAsync(_theirs.Office, "/api/topics/leading-group")).EntityTag;
        (await _api.PutAsync(_theirs.Office, "/api/topics/leading-group", GovernanceTests.Group(_theirs), before)).Ok();
        var topic = await _theirs.SolicitedAsync();
        (await _api.PutAsync(_theirs.Liaison, $"{Path}/series", new { day = 15, time = "14:30:00", place = "区政协会议室" })).Ok();
        await SweepAsync();
        var planned = new List<Guid>();
        await Eventually.TrueAsync(
            async () =>
            {
                var rows = (await _api.GetAsync(_theirs.Chair, $"{Path}?status=planned&kind=joint&sort=earliest")).Ok().Json.GetProperty("items").EnumerateArray();
                planned = [.. rows.Select(row => row.GetProperty("id").GetGuid())];
                return planned.Count > 0 && (await _api.GetAsync(_theirs.Office, $"{Path}/{planned[0]}/agenda")).Text.Contains(topic.ToString(), StringComparison.Ordinal);
            },
            "the series' meeting is planned, and the topic is on its agenda");
        Assert.InRange(planned.Count, 1, 2); // this month's too, if its day is still ahead
        var meeting = (await _api.GetAsync(_theirs.Chair, $"{Path}/{planned[0]}")).Ok().Json;
        Assert.Equal(
            new[] { _theirs.Chair.UserId, _theirs.Leader.UserId }.Order(),
            meeting.GetProperty("invitations").EnumerateArray().Select(i => i.GetProperty("userId").GetGuid()).Order());
        Assert.Equal("06:30", meeting.GetProperty("starts").GetDateTimeOffset().ToString("HH:mm", null));
        await SweepAsync();
        Assert.Equal(planned.Count, await platform.ScalarAsync<long>("select count(*) from meetings where district = $1 and series_month is not null", _theirs.District));
        (await _api.PutAsync(_theirs.Liaison, $"{Path}/series", new { day = 15, time = "14:30:00", place = "区政协会议室", active = false })).Ok();
    }

    [Fact]
    public async Task A_refused_decision_goes_onto_a_next_meeting_that_is_planned_already()
    {
        var meeting = await _ours.HeldAsync();
        var decision = await _ours.PendingAsync(meeting);
        var next = await _ours.PlannedAsync(starts: DateTimeOffset.UtcNow.AddDays(20));
        var refusal = new { contentHash = await _ours.HashOfAsync(decision), reason = "依据不足，请补充材料。" };
        (await _api.PostAsync(_ours.Leader, $"{Path}/decisions/{decision}/refuse", refusal)).Ok();
        await Eventually.TrueAsync(
            async () => (await _api.GetAsync(_ours.Office, $"{Path}/{next}/agenda")).Ok().Text.Contains("依据不足，请补充材料。", StringComparison.Ordinal),
            "the refusal's reason is on the next agenda");
    }

    [Fact]
    public async Task What_another_service_has_for_the_joint_meeting_is_on_the_agenda_until_it_is_settled()
    {
        var (result, disagreement) = (Guid.NewGuid(), Guid.NewGuid());
        await TellAsync(new(result, _ours.District, "Result", "反馈单2026-0003", true, 1, DateTimeOffset.UtcNow));
        await TellAsync(new(disagreement, _ours.District, "Disagreement", "反馈单2026-0004", true, 1, DateTimeOffset.UtcNow));
        await KnownAsync(result, open: true);
        await KnownAsync(disagreement, open: true);
        var agenda = (await _api.GetAsync(_ours.Office, $"{Path}/{await _ours.PlannedAsync()}/agenda")).Ok().Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("result", agenda.Single(item => item.GetProperty("subjectId").ToString() == result.ToString()).GetProperty("kind").GetString());
        Assert.Equal("disagreement", agenda.Single(item => item.GetProperty("subjectId").ToString() == disagreement.ToString()).GetProperty("kind").GetString());

        await TellAsync(new(result, _ours.District, "Result", "反馈单2026-0003", false, 2, DateTimeOffset.UtcNow));
        await KnownAsync(result, open: false);
        var next = (await _api.GetAsync(_ours.Office, $"{Path}/{await _ours.PlannedAsync()}/agenda")).Ok().Text;
        Assert.DoesNotContain(result.ToString(), next, StringComparison.Ordinal);
        Assert.Contains(disagreement.ToString(), next, StringComparison.Ordinal);
    }

    /// <summary>All copies run at once, in addition to the platform's own one.</summary>
    async Task SweepAsync()
    {
        await using var copy = new InProcessTopics(platform);
        var care = copy.Services.GetRequiredService<DueWork<JointMeetingCare>>();
        await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => care.RunOnceAsync(TestContext.Current.CancellationToken)));
    }

    Task TellAsync(JointMeetingMatterChanged fact) => platform.InDatabaseAsync(async db =>
    {
        db.Enqueue(fact);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    Task KnownAsync(Guid matter, bool open) => Eventually.TrueAsync(
        async () => await platform.ScalarAsync<long>("select count(*) from joint_matters where id = $1 and open = $2", matter, open) == 1, "the matter is known");

    Task OpenMonthAsync(string district, DateOnly month) => platform.ExecuteAsync(
        "insert into joint_months (id, district, month, flags_at, due_check) values (gen_random_uuid(), $1, $2, now(), now())", district, month);

    async Task<DateTime?> FlaggedAtAsync(DateOnly month) =>
        await platform.ScalarAsync<DateTime>("select flagged_at from joint_months where month = $1", month) is var at && at != default ? at : null;

    async Task<bool> IsFlaggedAsync(DateOnly month)
    {
        var months = (await _api.GetAsync(_theirs.Chair, $"{Path}/months?year={month.Year}")).Ok().Json.EnumerateArray();
        return months.Single(m => m.GetProperty("month").GetString() == month.ToString("O")).GetProperty("flagged").GetBoolean();
    }
}
