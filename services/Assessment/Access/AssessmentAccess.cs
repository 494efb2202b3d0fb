using System.Linq.Expressions;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Forms;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Access;

/// <summary>
/// The one place that decides who reads what of assessment; row-level security enforces the same beneath it. What the caller may not read is answered
/// 404. Each endpoint states the roles allowed (<c>RequireRole</c>); the aggregate decides whether a command is possible now.
/// </summary>
internal class AssessmentAccess
{
    /// <summary>Those of both bodies who run assessment together: they read all of it in their district.</summary>
    public static readonly Role[] Joint = RoleGroups.Joint;

    /// <summary>The others of both bodies: they read only issued forms.</summary>
    public static readonly Role[] Concerned = RoleGroups.Concerned;

    /// <summary>Those who draft and issue: the conference's office and the liaisons of both bodies.</summary>
    public static readonly Role[] Keepers = RoleGroups.Keepers;

    /// <summary>Those who concur for their body (the double key).</summary>
    public static readonly Role[] Leaders = RoleGroups.Leaders;

    /// <summary>Those who judge replies for their body.</summary>
    public static readonly Role[] Judges = [.. Keepers, .. Leaders];

    /// <summary>Everybody of the two bodies who reads issued forms.</summary>
    public static readonly Role[] Bodies = [.. Joint, .. Concerned];

    /// <summary>Readers of issued forms, and the contacts of units.</summary>
    public static readonly Role[] Readers = [.. Bodies, Others.Contact];

    /// <summary>
    /// Those who run assessment together read every form of the district from its draft on; the others of both bodies read issued ones; a unit's
    /// contact reads those issued to the unit.
    /// </summary>
    public virtual Expression<Func<FeedbackForm, bool>> Readable(Caller caller)
    {
        var (district, unit) = (caller.District, caller.Unit);
        if (caller.IsAny(Joint)) return form => form.District == district;
        if (caller.IsAny(Concerned)) return form => form.District == district && form.IssuedAt != null;
        if (caller.Is(Others.Contact) && unit is not null) return form => form.District == district && form.IssuedAt != null && form.Unit == unit;
        return _ => false;
    }

    /// <summary>Items exist once their form is issued: both bodies read all items of the district, a unit's contact the unit's.</summary>
    public virtual Expression<Func<FormItem, bool>> ReadableItems(Caller caller)
    {
        var (district, unit) = (caller.District, caller.Unit);
        if (caller.IsAny(Bodies)) return item => item.District == district;
        if (caller.Is(Others.Contact) && unit is not null) return item => item.District == district && item.Unit == unit;
        return _ => false;
    }

    /// <summary>Those who run assessment together read a topic's assessment from its draft on, the others of both bodies once it is recorded.</summary>
    public virtual Expression<Func<TopicAssessment, bool>> ReadableAssessments(Caller caller)
    {
        var district = caller.District;
        if (caller.IsAny(Joint)) return assessment => assessment.District == district;
        if (caller.IsAny(Concerned)) return assessment => assessment.District == district && assessment.Status == AssessmentStatus.Recorded;
        return _ => false;
    }
}
