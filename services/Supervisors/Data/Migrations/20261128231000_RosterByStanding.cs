using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supervision.Supervisors.Data.Migrations
{
    /// <summary>Index that finds supervisors in office without reading all former ones.</summary>
    [DbContext(typeof(SupervisorsDb))]
    [Migration("20261128231000_RosterByStanding")]
    public class RosterByStanding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex(
            name: "ix_supervisors_district_status_id", table: "supervisors", columns: ["district", "status", "id"]);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.DropIndex(name: "ix_supervisors_district_status_id", table: "supervisors");
    }
}
