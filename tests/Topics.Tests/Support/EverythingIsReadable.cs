using System.Linq.Expressions;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Activities;
using Supervision.Topics.Meetings;
using Supervision.Topics.Plans;
using Supervision.Topics.Proposals;
using Supervision.Topics.Submissions;
using Supervision.Topics.Topics;
using Supervision.Topics.Tracked;
using Supervision.Topics.Work;

namespace Supervision.Topics.Tests.Support;

/// <summary>Removes the application's own check of who reads which topics.</summary>
internal sealed class EverythingIsReadable : TopicAccess
{
    public override Expression<Func<Topic, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<Proposal, bool>> ReadableProposals(Caller caller) => _ => true;

    public override Expression<Func<AnnualPlan, bool>> ReadablePlans(Caller caller) => _ => true;
}

/// <summary>Removes the application's own check of who reads which meetings.</summary>
internal sealed class EveryMeetingIsReadable : MeetingAccess
{
    public override Expression<Func<Meeting, bool>> Readable(Caller caller) => _ => true;
}

/// <summary>Removes the application's own check of who reads which joint work.</summary>
internal sealed class EveryWorkIsReadable(TopicAccess topics) : WorkAccess(topics)
{
    public override Expression<Func<Topic, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<Activity, bool>> ReadableActivities(Caller caller) => _ => true;

    public override Expression<Func<TrackedMatter, bool>> ReadableMatters(Caller caller) => _ => true;

    public override Expression<Func<Submission, bool>> ReadableSubmissions(Caller caller) => _ => true;
}
