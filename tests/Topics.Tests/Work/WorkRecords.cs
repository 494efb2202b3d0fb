using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Work;

/// <summary>Records of joint work for the access matrix. The district's member owns, wrote or is invited to everything that has an owner.</summary>
public static class WorkRecords
{
    public static readonly RecordKind<Affairs> SelectedTopic = Kind("work: selected topic", async w => Of(await w.TopicAsync(TopicStatus.Selected)));
    public static readonly RecordKind<Affairs> SupervisedTopic = Kind("work: supervised topic", async w => Of(await w.TopicAsync(TopicStatus.Supervising)));

    public static readonly RecordKind<Affairs> AppointedSupervisor = Kind("work: supervisor", async w => Of(await w.AppointedAsync()));

    public static readonly RecordKind<Affairs> DraftPlan = Kind("work: draft plan", async w =>
    {
        var topic = await w.TopicAsync(TopicStatus.Selected);
        (await w.Api.PostAsync(w.Office, $"{Works.Path}/{topic}/implementation", new { starts = "2026-12-01" })).Ok();
        return Of(topic);
    });

    public static readonly RecordKind<Affairs> CompletePlan = Kind("work: complete plan", async w =>
    {
        var topic = await w.TopicAsync(TopicStatus.Selected);
        await w.CompletePlanAsync(topic, await w.TeamAsync(topic));
        return Of(topic);
    });

    public static readonly RecordKind<Affairs> SubmittedPlan = Kind("work: submitted plan", async w =>
    {
        var (topic, hash) = await w.SubmittedPlanAsync();
        return Of(topic, ("hash", hash));
    });

    public static readonly RecordKind<Affairs> Duty = Kind("work: duty", async w =>
    {
        var topic = await w.TopicAsync(TopicStatus.Supervising);
        return Of(topic, ("dutyId", $"{await w.DutyAsync(topic)}"));
    });

    public static readonly RecordKind<Affairs> DoneDuty = Kind("work: done duty", async w =>
    {
        var topic = await w.TopicAsync(TopicStatus.Supervising);
        var duty = await w.DutyAsync(topic);
        (await w.Api.PostAsync(w.Member, $"{Works.Path}/duties/{duty}/complete", new { result = "已走访" })).Ok();
        return Of(topic, ("dutyId", $"{duty}"));
    });

    public static readonly RecordKind<Affairs> DutyFile = Kind("work: duty's file", async w =>
    {
        var duty = await w.DutyAsync(await w.TopicAsync(TopicStatus.Supervising));
        return Of(duty, ("fileId", $"{(await w.Api.PostAsync(w.Member, $"{Works.Path}/duties/{duty}/files?name=note.txt", Works.File())).Id}"));
    });

    public static readonly RecordKind<Affairs> PlannedActivity = Kind("work: planned activity", async w =>
        Of(Guid.Empty, ("activityId", $"{(await w.Api.PostAsync(w.Office, $"{Works.Path}/activities", Works.Activity())).Id}")));

    public static readonly RecordKind<Affairs> Announced = Kind("work: announced activity", async w =>
    {
        var activity = await w.AnnouncedAsync(5);
        (await w.Api.PostAsync(w.Office, $"{Works.Path}/activities/{activity}/invitations", new { invite = new[] { w.Member.UserId } })).Ok();
        return Of(activity, ("activityId", $"{activity}"), ("code", (await w.Api.GetAsync(w.Office, $"{Works.Path}/activities/{activity}"))["attendanceCode"]));
    });

    public static readonly RecordKind<Affairs> Begun = Kind("work: begun activity", async w => Of(Guid.Empty, ("activityId", $"{await w.AnnouncedAsync(startsInHours: -2)}")));

    public static readonly RecordKind<Affairs> Photo = Kind("work: activity's photo", async w =>
    {
        var activity = await w.AnnouncedAsync();
        return Of(activity, ("fileId", $"{(await w.Api.PostAsync(w.Office, $"{Works.Path}/activities/{activity}/files?name=photo.txt", Works.File())).Id}"));
    });

    public static readonly RecordKind<Affairs> DraftAdvice = Kind("work: draft advice", async w =>
    {
        var topic = await w.TopicAsync(TopicStatus.Supervising);
        (await w.Api.PostAsync(w.Office, $"{Works.Path}/{topic}/advice", Works.Report())).Ok();
        return Of(topic);
    });

    public static readonly RecordKind<Affairs> SubmittedAdvice = Kind("work: submitted advice", async w =>
    {
        var (topic, hash) = await w.SubmittedAdviceAsync();
        return Of(topic, ("hash", hash));
    });

    public static readonly RecordKind<Affairs> ConcurredAdvice = Kind("work: concurred advice", async w => Of(await w.ConcurredAdviceAsync()));

    public static readonly RecordKind<Affairs> Suggestion = Kind("work: suggestion", async w =>
    {
        var topic = await w.IssuedAdviceAsync();
        return Of(topic, ("suggestionId", $"{await w.SuggestionAsync(topic)}"));
    });

    public static readonly RecordKind<Affairs> TrackedMatter = Kind("work: tracked matter", async w =>
    {
        var id = (await w.Api.PostAsync(w.Office, $"{Works.Path}/tracked", Works.Tracked)).Id;
        (await w.Api.PostAsync(w.Handler, $"{Works.Path}/tracked/{id}/notes", new { handling = "underway", text = "窗口已公示" })).Ok();
        return Of(id, ("trackedId", $"{id}"));
    });

    public static readonly RecordKind<Affairs> DraftSubmission = Kind("work: draft submission", w => w.SubmissionAsync());
    public static readonly RecordKind<Affairs> HandedInSubmission = Kind("work: submission handed in", w => w.SubmissionAsync("submit"));
    public static readonly RecordKind<Affairs> AcceptedSubmission = Kind("work: accepted submission", w => w.SubmissionAsync("submit", "review"));
    public static readonly RecordKind<Affairs> ForwardedSubmission = Kind("work: forwarded submission", w => w.SubmissionAsync("submit", "review", "forward"));

    public static readonly RecordKind<Affairs> PublicityItem = Kind("work: publicity", async w =>
    {
        var topic = await w.TopicAsync(TopicStatus.Supervising);
        return Of(topic, ("itemId", $"{(await w.Api.PostAsync(w.Office, $"{Works.Path}/{topic}/publicity", Works.Publicity())).Id}"));
    });

    static RecordKind<Affairs> Kind(string name, Func<Works, Task<Case>> make) => new(name, affairs => make(affairs.Works));

    static Case Of(Guid id, params (string Name, string Value)[] values) => new(id, values.ToDictionary(v => v.Name, v => v.Value));
}
