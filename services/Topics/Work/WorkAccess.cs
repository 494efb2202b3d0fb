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
/// Who reads which of the joint work: the one place it is decided (row-level security says the same below it). What is not readable is
/// answered 404. What a role may do stands at its endpoint (<c>RequireRole</c>), whether it may be done now in the aggregate.
/// </summary>
internal class WorkAccess(TopicAccess topics)
{
    /// <summary>Those who keep the joint work: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];

    /// <summary>Those who concur for their body.</summary>
    public static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];

    /// <summary>Everybody of the two bodies who works on topics; their admins do not.</summary>
    public static readonly Role[] Everybody =
    [
        Cppcc.Member, Cppcc.Supervisor, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison,
        Discipline.Intake, Discipline.Handler, Discipline.Leader, Discipline.Resident, Discipline.Liaison,
    ];

    /// <summary>Those of the commission who follow the handling of proposals and advice (R10).</summary>
    public static readonly Role[] Followers = [Discipline.Liaison, Discipline.Handler, Discipline.Resident, Discipline.Leader];

    /// <summary>Those who read all submissions that were handed in.</summary>
    public static readonly Role[] SubmissionReaders = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];

    /// <summary>The topics whose joint work the caller reads: those readable to the two bodies; plans of unannounced visits are for nobody else.</summary>
    public virtual Expression<Func<Topic, bool>> Readable(Caller caller) =>
        caller.Body is Bodies.Cppcc or Bodies.Discipline ? topics.Readable(caller) : _ => false;

    /// <summary>Those who keep the work or lead read every activity of the district, everybody else of both bodies those announced.</summary>
    public virtual Expression<Func<Activity, bool>> ReadableActivities(Caller caller)
    {
        var district = caller.District;
        if (caller.IsAny(Keepers) || caller.IsAny(Leaders) || caller.Is(Cppcc.Secretary)) return activity => activity.District == district;
        if (caller.IsAny(Everybody)) return activity => activity.District == district && activity.Status != ActivityStatus.Planned;
        return _ => false;
    }

    /// <summary>Those who run the loop, and those of the commission who follow.</summary>
    public virtual Expression<Func<TrackedMatter, bool>> ReadableMatters(Caller caller)
    {
        var district = caller.District;
        return caller.IsAny(TopicAccess.Joint) || caller.IsAny(Followers) ? matter => matter.District == district : _ => false;
    }

    /// <summary>Authors read their own, the office and its leaders what was handed in, the party's reviewers what was forwarded to them.</summary>
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
