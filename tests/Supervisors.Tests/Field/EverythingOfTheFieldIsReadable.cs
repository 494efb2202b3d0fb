using System.Linq.Expressions;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Protection;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>The application's own word on who reads what of the field, taken out.</summary>
internal sealed class EverythingOfTheFieldIsReadable : FieldAccess
{
    public override Expression<Func<Visit, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<Finding, bool>> ReadableFindings(Caller caller) => _ => true;

    public override Expression<Func<Whistle, bool>> ReadableWhistles(Caller caller) => _ => true;
}

/// <summary>The application's own word on who sees which protection case, taken out.</summary>
internal sealed class EveryCaseIsSeen : ProtectionAccess
{
    public override bool MaySee(ProtectionCase @case, Caller caller) => true;
}
