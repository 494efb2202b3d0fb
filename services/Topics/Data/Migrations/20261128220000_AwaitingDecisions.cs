using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Topics.Meetings;

#nullable disable

namespace Supervision.Topics.Data.Migrations
{
    /// <summary>Adds a database function that returns which decisions wait for whom; the model stays unchanged.</summary>
    [DbContext(typeof(TopicsDb))]
    [Migration("20261128220000_AwaitingDecisions")]
    public class AwaitingDecisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.ProtectAwaitingDecisions();

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop function decisions_awaiting();");
    }
}
