using Supervision.Supervisors.Access;

namespace Supervision.Supervisors.Tests.Support;

/// <summary>The application's own word on who reads what, taken out.</summary>
internal sealed class EverythingIsReadable : SupervisorAccess;
