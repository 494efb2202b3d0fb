using Supervision.Assessment.Access;

namespace Supervision.Assessment.Tests.Support;

/// <summary>The application's own word on who reads what, taken out.</summary>
internal sealed class EverythingIsReadable : AssessmentAccess;
