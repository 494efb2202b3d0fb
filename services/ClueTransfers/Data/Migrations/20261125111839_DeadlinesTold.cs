using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Collaboration;
using Supervision.Persistence;

#nullable disable

namespace Supervision.ClueTransfers.Data.Migrations
{
    /// <inheritdoc />
    public partial class DeadlinesTold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "deadline_version",
                table: "clues",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "calendar_copies",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_copies", x => x.district);
                });

            migrationBuilder.ProtectCalendarCopies();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_copies");

            migrationBuilder.DropColumn(
                name: "deadline_version",
                table: "clues");
        }
    }
}
