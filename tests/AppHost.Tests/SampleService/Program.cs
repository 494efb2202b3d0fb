using System.Collections;

if (args is ["migrate"])
{
    Console.WriteLine("migrated");
    return Environment.GetEnvironmentVariable("MIGRATION_FAILS") is null ? 0 : 7;
}

var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/health", () => "healthy");
app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value));
app.MapGet("/folder", () => Results.Json(Environment.CurrentDirectory));
app.MapPost("/crash", () => Environment.Exit(3));
app.Run();
return 0;
