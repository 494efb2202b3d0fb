using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supervision.ClueTransfers.Data.Migrations
{
    /// <inheritdoc />
    public partial class IntakeGate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "entry_rules",
                columns: table => new
                {
                    district = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    matters = table.Column<string>(type: "jsonb", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entry_rules", x => x.district);
                });

            migrationBuilder.ProtectEntry();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop policy refuse_entry on clues;");

            migrationBuilder.DropTable(
                name: "entry_rules");
        }
    }
}
