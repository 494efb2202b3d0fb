using Supervision.Identity.Tests.Running;

[assembly: AssemblyFixture(typeof(IdentityHost))]
