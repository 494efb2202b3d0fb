namespace Supervision.Contracts;

/// <summary>
/// Marks an event that no service of the platform consumes and that is published for other systems. All other events are published so that
/// the broker refuses one for which there is no queue; a test checks that the marks are right.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForOthersAttribute : Attribute;
