using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Supervision.Persistence;

/// <summary>
/// How the services' columns are stored unless a configuration says otherwise: text lengths by the property's name, enums as text of
/// 20 characters, single <see cref="Guid"/> keys that the code gives and no database generates, and <c>uint Version</c> as the row's
/// version (<c>xmin</c>). Tables that a script creates (the outbox) are left as they are.
/// </summary>
/// <param name="lengths">Whether texts are limited by their name.</param>
public sealed class PlatformConventions(bool lengths) : IPropertyAddedConvention, IModelFinalizingConvention
{
    const int EnumLength = 20;

    /// <summary>Before the model is complete, because the provider then maps row versions to <c>xmin</c>.</summary>
    public void ProcessPropertyAdded(IConventionPropertyBuilder propertyBuilder, IConventionContext<IConventionPropertyBuilder> context)
    {
        if (propertyBuilder.Metadata.Name != "Version" || propertyBuilder.Metadata.ClrType != typeof(uint)) return;
        propertyBuilder.ValueGenerated(ValueGenerated.OnAddOrUpdate);
        propertyBuilder.IsConcurrencyToken(true);
    }

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes().Where(e => !e.IsTableExcludedFromMigrations()))
        {
            foreach (var property in entity.GetDeclaredProperties()) Store(property);
            if (entity.FindPrimaryKey()?.Properties is [{ } key] && key.ClrType == typeof(Guid))
                key.Builder.ValueGenerated(ValueGenerated.Never);
        }
    }

    void Store(IConventionProperty property)
    {
        if (property.ClrType == typeof(string))
        {
            if (lengths && Length(property.Name) is { } length) property.Builder.HasMaxLength(length);
        }
        else if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum && property.GetProviderClrType() is null)
        {
            property.Builder.HasConversion(typeof(string));
            property.Builder.HasMaxLength(EnumLength);
        }
    }

    static int? Length(string name) => name switch
    {
        "District" => 6,
        "Sha256" => 64,
        _ when name.EndsWith("Body", StringComparison.Ordinal) => 20,
        _ => null,
    };
}

public static class PlatformConventionExtensions
{
    /// <summary>To be called in <c>ConfigureConventions</c>.</summary>
    /// <param name="lengths">False for a service some of whose tables do not limit districts and bodies.</param>
    public static void AddPlatformConventions(this ModelConfigurationBuilder configuration, bool lengths = true) =>
        configuration.Conventions.Add(_ => new PlatformConventions(lengths));
}
