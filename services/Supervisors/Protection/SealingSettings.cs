using System.ComponentModel.DataAnnotations;

namespace Supervision.Supervisors.Protection;

/// <summary>Section <c>Sealing</c>: the secret that encrypts protection cases (R22). Without it the service does not start.</summary>
internal sealed class SealingSettings : IValidatableObject
{
    public const string Section = "Sealing";

    /// <summary>
    /// A secret of at least 32 characters, e.g. 32 random bytes in Base64. It is not in the database: if it is lost, so are the cases.
    /// </summary>
    [Required, MinLength(32)]
    public required string Key { get; init; }

    /// <summary>How often to check whether a reporter lost something or a deadline passed.</summary>
    public TimeSpan Look { get; set; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Look < TimeSpan.FromMilliseconds(100)) yield return new ValidationResult("Sealing:Look is too short.", [nameof(Look)]);
    }
}
