using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhiping.Data.Migrations
{
    /// <inheritdoc />
    public partial class ScannedFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "scanned_files",
                columns: table => new
                {
                    file = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scanned_files", x => x.file);
                    table.CheckConstraint("ck_scanned_files_file", "file ~ '^[0-9a-f]{64}$'");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "scanned_files");
        }
    }
}
