using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Field;

/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record FieldReasonRequest([PlainText(2000)] string Reason);
