using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Collaboration;
using Supervision.Persistence;
using Supervision.Topics.Duties;

#nullable disable

namespace Supervision.Topics.Data.Migrations
{
    /// <inheritdoc />
    public partial class DeadlinesTold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "deadline_version",
                table: "duty_items",
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

            migrationBuilder.CreateTable(
                name: "working_days",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_working_days", x => new { x.district, x.date });
                });

            migrationBuilder.ProtectCalendarCopies();
            migrationBuilder.ProtectWorkingDays();
            migrationBuilder.ProtectDutyDeadlines();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop policy platform_tells on duty_items;");

            migrationBuilder.DropTable(
                name: "calendar_copies");

            migrationBuilder.DropTable(
                name: "working_days");

            migrationBuilder.DropColumn(
                name: "deadline_version",
                table: "duty_items");
        }
    }
}
