using Supervision.Contracts;
using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;
using static Supervision.Topics.Tests.Work.WorkRecords;

namespace Supervision.Topics.Tests.Matrix;

/// <summary>The joint work on topics: plans, duty lists, activities, advice, tracking, submissions, publicity.</summary>
public static class WorkRows
{
    static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Everybody =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison,
    ];

    /// <summary>Who reads the joint work on a selected topic.</summary>
    static readonly Role[] Readers = [.. Everybody, Cppcc.System, Discipline.System];

    static readonly Role[] Followers = [Discipline.Liaison, Discipline.Handler, Discipline.Resident, Discipline.Leader];
    static readonly Role[] Trackers = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.System, .. Followers];
    static readonly Role[] Authors = [Cppcc.Member, Cppcc.Supervisor];
    static readonly Role[] SubmissionReaders = [.. Authors, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Others.Reviewer];

    /// <summary>The member wrote all of them.</summary>
    static readonly Role[] SeeSubmissions = [Cppcc.Member, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Others.Reviewer];

    /// <summary>The member owns all duty items.</summary>
    static readonly Role[] DutyWorkers = [.. Keepers, Cppcc.Member];

    static readonly object Reason = new { reason = "请说明" };

    static readonly AccessRow<Affairs>[] Implementation =
    [
        new("GET /api/topics/{id:guid}/implementation/") { Of = DraftPlan, Sees = Readers },
        new("POST /api/topics/{id:guid}/implementation/") { Of = SelectedTopic, Sees = Readers, Roles = Keepers, Body = (_, _) => new { starts = "2026-12-01" } },
        new("PUT /api/topics/{id:guid}/implementation/") { Of = DraftPlan, Sees = Readers, Roles = Keepers, Body = (_, _) => Works.EmptyPlan },
        new("POST /api/topics/{id:guid}/implementation/submit") { Of = CompletePlan, Sees = Readers, Roles = Keepers },
        new("POST /api/topics/{id:guid}/implementation/concur") { Of = SubmittedPlan, Sees = Readers, Roles = Leaders, Body = (_, c) => Hash(c) },
        new("POST /api/topics/{id:guid}/implementation/return") { Of = SubmittedPlan, Sees = Readers, Roles = Leaders, Body = (_, _) => Reason },
        new("GET /api/topics/plan-templates/{topicClass}") { Roles = [.. Keepers, Cppcc.Admin], Path = "/api/topics/plan-templates/livelihood", WithoutDatabase = true },
        new("PUT /api/topics/plan-templates/{topicClass}") { Roles = [Cppcc.Admin], Path = "/api/topics/plan-templates/conduct", Body = (_, _) => Works.Template },
        new("GET /api/topics/{id:guid}/teams") { Of = SelectedTopic, Sees = Readers },
        new("GET /api/topics/supervisors") { Roles = [.. Keepers, .. Leaders], Shows = AppointedSupervisor },
    ];

    static readonly AccessRow<Affairs>[] Duties =
    [
        new("GET /api/topics/{id:guid}/duties") { Of = Duty, Sees = Readers },
        new("POST /api/topics/{id:guid}/duties") { Of = SupervisedTopic, Sees = Readers, Roles = Keepers, Body = (a, _) => Works.Duty(a.Member.UserId) },
        new("GET /api/topics/duties/") { Shows = Duty },
        new("GET /api/topics/duties/export"),
        new("GET /api/topics/duties/{dutyId:guid}") { Of = Duty, Sees = Readers },
        new("PUT /api/topics/duties/{dutyId:guid}") { Of = Duty, Sees = Readers, Roles = Keepers, Body = (a, _) => Works.Duty(a.Member.UserId, "核对台账") },
        new("POST /api/topics/duties/{dutyId:guid}/progress") { Of = Duty, Sees = Readers, Roles = Everybody, Works = DutyWorkers, Body = (_, _) => new { text = "走访", percent = 10 } },
        new("POST /api/topics/duties/{dutyId:guid}/complete") { Of = Duty, Sees = Readers, Roles = Everybody, Works = DutyWorkers, Body = (_, _) => new { result = "完成" } },
        new("POST /api/topics/duties/{dutyId:guid}/waive") { Of = Duty, Sees = Readers, Roles = [.. Leaders, Cppcc.Secretary], Body = (_, _) => Reason },
        new("POST /api/topics/duties/{dutyId:guid}/reopen") { Of = DoneDuty, Sees = Readers, Roles = Keepers, Body = (_, _) => Reason },
        new("GET /api/topics/duties/{id:guid}/files/") { Of = DutyFile, Sees = Readers },
        new("GET /api/topics/duties/{id:guid}/files/{fileId:guid}") { Of = DutyFile, Sees = Readers },
        new("POST /api/topics/duties/{id:guid}/files/")
        {
            Of = DutyFile, Sees = Readers, Roles = Everybody, Works = DutyWorkers, Query = "?name=note.txt", Body = (_, _) => Works.File(),
        },
        new("DELETE /api/topics/duties/{id:guid}/files/{fileId:guid}") { Of = DutyFile, Sees = Readers, Roles = Everybody, Works = DutyWorkers },
    ];

    static readonly AccessRow<Affairs>[] Activities =
    [
        new("GET /api/topics/activities/") { Roles = Everybody, Shows = Announced },
        new("GET /api/topics/activities/export") { Roles = Everybody },
        new("POST /api/topics/activities/") { Roles = Keepers, Body = (_, _) => Works.Activity() },
        new("GET /api/topics/activities/{activityId:guid}") { Of = Announced, Sees = Everybody },
        new("PUT /api/topics/activities/{activityId:guid}") { Of = Announced, Sees = Everybody, Roles = Keepers, Body = (_, _) => Works.Activity(6) },
        new("POST /api/topics/activities/{activityId:guid}/announce") { Of = PlannedActivity, Sees = Keepers, Roles = Keepers },
        new("POST /api/topics/activities/{activityId:guid}/cancel") { Of = Announced, Sees = Everybody, Roles = Keepers, Body = (_, _) => Reason },
        new("POST /api/topics/activities/{activityId:guid}/record") { Of = Begun, Sees = Everybody, Roles = Keepers, Body = (_, _) => new { record = "记录" } },
        new("GET /api/topics/activities/{activityId:guid}/registrations") { Of = Announced, Sees = Everybody, Roles = Keepers },
        new("GET /api/topics/activities/{activityId:guid}/invitations") { Of = Announced, Sees = Everybody, Roles = Everybody },
        new("POST /api/topics/activities/{activityId:guid}/invitations")
        {
            Of = Announced, Sees = Everybody, Roles = Keepers, Body = (a, _) => new { invite = new[] { a.Supervisor.UserId } },
        },
        new("POST /api/topics/activities/{activityId:guid}/answer") { Of = Announced, Sees = [Cppcc.Member], Roles = Everybody, Body = (_, _) => new { accept = true } },
        new("POST /api/topics/activities/{activityId:guid}/attend")
        {
            Of = Announced, Sees = [Cppcc.Member], Roles = Everybody, Body = (_, c) => new { code = c.Values!["code"] },
        },
        new("GET /api/topics/activities/{id:guid}/files/") { Of = Photo, Sees = Everybody },
        new("GET /api/topics/activities/{id:guid}/files/{fileId:guid}") { Of = Photo, Sees = Everybody },
        new("POST /api/topics/activities/{id:guid}/files/") { Of = Photo, Sees = Everybody, Roles = Keepers, Query = "?name=note.txt", Body = (_, _) => Works.File() },
        new("DELETE /api/topics/activities/{id:guid}/files/{fileId:guid}") { Of = Photo, Sees = Everybody, Roles = Keepers },
    ];

    static readonly AccessRow<Affairs>[] Advice =
    [
        new("GET /api/topics/{id:guid}/advice/") { Of = SubmittedAdvice, Sees = Readers },
        new("POST /api/topics/{id:guid}/advice/") { Of = SupervisedTopic, Sees = Readers, Roles = Keepers, Body = (_, _) => Works.Report() },
        new("PUT /api/topics/{id:guid}/advice/") { Of = DraftAdvice, Sees = Readers, Roles = Keepers, Body = (_, _) => Works.Report("另一稿") },
        new("GET /api/topics/{id:guid}/advice/versions") { Of = SubmittedAdvice, Sees = Readers },
        new("GET /api/topics/{id:guid}/advice/document") { Of = SubmittedAdvice, Sees = Readers },
        new("POST /api/topics/{id:guid}/advice/submit") { Of = DraftAdvice, Sees = Readers, Roles = Keepers },
        new("POST /api/topics/{id:guid}/advice/concur") { Of = SubmittedAdvice, Sees = Readers, Roles = Leaders, Body = (_, c) => Hash(c) },
        new("POST /api/topics/{id:guid}/advice/refuse") { Of = SubmittedAdvice, Sees = Readers, Roles = Leaders, Body = (_, _) => Reason },
        new("POST /api/topics/{id:guid}/advice/issue") { Of = ConcurredAdvice, Sees = Readers, Roles = [Cppcc.Office] },
        new("GET /api/topics/{id:guid}/advice/suggestions") { Of = Suggestion, Sees = Readers },
        new("GET /api/topics/suggestions") { Shows = Suggestion },
        new("GET /api/topics/suggestions/export"),
        new("POST /api/topics/suggestions/{suggestionId:guid}/answer")
        {
            Of = Suggestion, Sees = Readers, Roles = Keepers, Body = (_, _) => new { answer = "adopted", reply = "采纳" },
        },
    ];

    static readonly AccessRow<Affairs>[] Tracked =
    [
        new("GET /api/topics/tracked/") { Roles = Trackers, Shows = TrackedMatter },
        new("GET /api/topics/tracked/export") { Roles = Trackers },
        new("POST /api/topics/tracked/") { Roles = Keepers, Body = (_, _) => Works.Tracked },
        new("GET /api/topics/tracked/{trackedId:guid}") { Of = TrackedMatter, Sees = Trackers, Roles = Trackers },
        new("POST /api/topics/tracked/{trackedId:guid}/notes")
        {
            Of = TrackedMatter, Sees = Trackers, Roles = Followers, Body = (_, _) => new { handling = "underway", text = "办理中" },
        },
        new("POST /api/topics/tracked/{trackedId:guid}/conclude")
        {
            Of = TrackedMatter, Sees = Trackers, Roles = [Discipline.Leader], Body = (_, _) => new { conclusion = "已落实" },
        },
    ];

    static readonly AccessRow<Affairs>[] Submissions =
    [
        new("GET /api/topics/submissions/") { Roles = SubmissionReaders, Shows = ForwardedSubmission },
        new("GET /api/topics/submissions/export") { Roles = SubmissionReaders },
        new("POST /api/topics/submissions/") { Roles = Authors, Body = (_, _) => Works.Submission() },
        new("GET /api/topics/submissions/{submissionId:guid}") { Of = ForwardedSubmission, Sees = SeeSubmissions, Roles = SubmissionReaders },
        new("PUT /api/topics/submissions/{submissionId:guid}") { Of = DraftSubmission, Sees = [Cppcc.Member], Roles = Authors, Body = (_, _) => Works.Submission() },
        new("POST /api/topics/submissions/{submissionId:guid}/submit") { Of = DraftSubmission, Sees = [Cppcc.Member], Roles = Authors },
        new("POST /api/topics/submissions/{submissionId:guid}/review")
        {
            Of = HandedInSubmission, Sees = SeeSubmissions, Roles = [Cppcc.Office], Body = (_, _) => new { review = "accept" },
        },
        new("POST /api/topics/submissions/{submissionId:guid}/forward") { Of = AcceptedSubmission, Sees = SeeSubmissions, Roles = [Cppcc.Office], Body = (_, _) => new { to = "区政府" } },
        new("POST /api/topics/submissions/{submissionId:guid}/answer")
        {
            Of = ForwardedSubmission, Sees = SeeSubmissions, Roles = [Others.Reviewer, Cppcc.Office], Body = (_, _) => new { answer = "adopted", reply = "采纳" },
        },
        new("GET /api/topics/submissions/{id:guid}/files/") { Of = ForwardedSubmission, Sees = SeeSubmissions },
        new("GET /api/topics/submissions/{id:guid}/files/{fileId:guid}") { Of = ForwardedSubmission, Sees = SeeSubmissions },
        new("POST /api/topics/submissions/{id:guid}/files/")
        {
            Of = DraftSubmission, Sees = [Cppcc.Member], Roles = Authors, Query = "?name=note.txt", Body = (_, _) => Works.File(),
        },
        new("DELETE /api/topics/submissions/{id:guid}/files/{fileId:guid}") { Of = DraftSubmission, Sees = [Cppcc.Member], Roles = Authors },
    ];

    static readonly AccessRow<Affairs>[] Publicity =
    [
        new("GET /api/topics/{id:guid}/publicity/") { Of = PublicityItem, Sees = Readers },
        new("POST /api/topics/{id:guid}/publicity/") { Of = SupervisedTopic, Sees = Readers, Roles = Keepers, Body = (_, _) => Works.Publicity() },
        new("PUT /api/topics/{id:guid}/publicity/{itemId:guid}")
        {
            Of = PublicityItem, Sees = Readers, Roles = Keepers, Body = (_, _) => Works.Publicity("https://news.example/2"),
        },
        new("DELETE /api/topics/{id:guid}/publicity/{itemId:guid}") { Of = PublicityItem, Sees = Readers, Roles = Keepers },
    ];

    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } =
        [.. Implementation, .. Duties, .. Activities, .. Advice, .. Tracked, .. Submissions, .. Publicity];

    /// <summary>Open to the public; covered by the registration tests.</summary>
    public static readonly string[] Public =
    [
        "GET /api/topics/public/{district}/activities",
        "GET /api/topics/public/{district}/activities/{activityId:guid}",
        "POST /api/topics/public/{district}/activities/{activityId:guid}/registrations",
        "POST /api/topics/public/{district}/registrations/find",
        "POST /api/topics/public/{district}/registrations/withdraw",
        "POST /api/topics/public/{district}/registrations/attend",
    ];

    static object Hash(Case c) => new { contentHash = c.Values!["hash"] };
}
