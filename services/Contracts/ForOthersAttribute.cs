namespace Supervision.Contracts;

/// <summary>
/// Marks an event that no service of the platform consumes and that is told for others who may. All other events are published so that
/// the broker refuses one for which there is no queue; a test keeps the marks true.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForOthersAttribute : Attribute;
