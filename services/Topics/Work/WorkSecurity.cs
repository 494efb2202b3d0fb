using Supervision.Topics.Activities;
using Supervision.Topics.Advice;
using Supervision.Topics.Duties;
using Supervision.Topics.Implementation;
using Supervision.Topics.Publicity;
using Supervision.Topics.Submissions;
using Supervision.Topics.Tracked;

namespace Supervision.Topics.Work;

/// <summary>
/// Row-level security of the joint work on topics: beneath <see cref="WorkAccess"/>, and enforcing the same. Policies on a topic's parts check
/// whether the topic is visible, under the topic's own policies, which do not query the tables here.
/// </summary>
internal static class WorkSecurity
{
    public static readonly string[] Declaration =
    [
        ImplementationSecurity.Declaration, DutySecurity.Declaration, DutyDeadlineSecurity.Declaration, ActivitySecurity.Declaration,
        AdviceSecurity.Declaration, TrackedSecurity.Declaration, SubmissionSecurity.Declaration, PublicitySecurity.Declaration,
        WorkFiles.Declaration,
    ];
}
