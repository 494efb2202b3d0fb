using Supervision.Collaboration;

namespace Supervision.Supervisors.Protection;

internal static class ProtectionSetup
{
    public static void AddProtection(this IServiceCollection services)
    {
        services.AddOptions<SealingSettings>().BindConfiguration(SealingSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHolidays();
        services.AddSingleton<Sealing>().AddSingleton<ProtectionAccess>().AddSingleton<ProtectionDeadlines>();
        services.AddScoped<ReporterWatch>();
        services.AddHostedService<ProtectionSweep>();
    }
}
