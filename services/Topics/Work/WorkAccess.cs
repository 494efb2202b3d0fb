using System.Linq.Expressions;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Activities;
using Supervision.Topics.Submissions;
using Supervision.Topics.Topics;
using Supervision.Topics.Tracked;

namespace Supervision.Topics.Work;

/// <summary>
/// The one place that decides who reads which of the joint work; row-level security enforces the same beneath it. What the caller may not read is
/// answered 404. Each endpoint states the roles allowed (<c>RequireRole</c>); the aggregate decides whether a command is possible now.
/// </summary>
internal class WorkAccess(TopicAccess topics)
{
    /// <summary>Those who keep the joint work: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = RoleGroups.Keepers;

    /// <summary>Those who concur for their body.</summary>
    public static readonly Role[] Leaders = RoleGroups.Leaders;

    /// <summary>Everybody of the two bodies who works on topics; their admins do not.</summary>
    public static readonly Role[] Everybody = RoleGroups.Participants;

    /// <summary>Commission staff who follow the handling of proposals and advice (R10).</summary>
    public static readonly Role[] Followers = [Discipline.Liaison, Discipline.Handler, Discipline.Resident, Discipline.Leader];

    /// <summary>Those who read all submitted submissions.</summary>
    public static readonly Role[] SubmissionReaders = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];

    /// <summary>Topics whose joint work the caller reads: those the two bodies read; nobody else may see plans of unannounced visits.</summary>
    public virtual Expression<Func<Topic, bool>> Readable(Caller caller) =>
        caller.Body is Bodies.Cppcc or Bodies.Discipline ? topics.Readable(caller) : _ => false;

    /// <summary>Keepers and leaders read every activity of the district, others of both bodies only announced ones.</summary>
    public virtual Expression<Func<Activity, bool>> ReadableActivities(Caller caller)
    {
        var district = caller.District;
        if (caller.IsAny(Keepers) || caller.IsAny(Leaders) || caller.Is(Cppcc.Secretary)) return activity => activity.District == district;
        if (caller.IsAny(Everybody)) return activity => activity.District == district && activity.Status != ActivityStatus.Planned;
        return _ => false;
    }

    /// <summary>Those who run the loop, and commission staff who follow.</summary>
    public virtual Expression<Func<TrackedMatter, bool>> ReadableMatters(Caller caller)
    {
        var district = caller.District;
        return caller.IsAny(TopicAccess.Joint) || caller.IsAny(Followers) ? matter => matter.District == district : _ => false;
    }

    /// <summary>Authors read their own, the office and its leaders the submitted ones, the party's reviewers those forwarded to them.</summary>
    public virtual Expression<Func<Submission, bool>> ReadableSubmissions(Caller caller)
    {
        var (district, user) = (caller.District, caller.UserId);
        if (caller.IsAny(SubmissionReaders))
            return submission => submission.District == district && (submission.SubmittedAt != null || submission.Author == user);
        if (caller.Is(Others.Reviewer)) return submission => submission.District == district && submission.ForwardedAt != null;
        if (caller.IsAny(Cppcc.Member, Cppcc.Supervisor)) return submission => submission.District == district && submission.Author == user;
        return _ => false;
    }
}
