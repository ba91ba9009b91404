package io.tandem.publish.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;

/**
 * Hashes rows as Parquet's own reader gives them: the first 128 bits of SHA-256 of all they hold.
 */
final class RowDigest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream encoded = new DataOutputStream(bytes);
  private final MessageDigest sha256;

  RowDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  RowHash of(Group row) throws IOException {
    bytes.reset();
    encode(row);
    sha256.update(bytes.toByteArray());
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    return new RowHash(hash.getLong(), hash.getLong());
  }

  /** All that a row holds, so that no two rows that differ are the same bytes. */
  private void encode(Group group) throws IOException {
    GroupType type = group.getType();
    for (int field = 0; field < type.getFieldCount(); field++) {
      int count = group.getFieldRepetitionCount(field);
      encoded.writeInt(count);
      for (int index = 0; index < count; index++) {
        if (type.getType(field).isPrimitive()) {
          encodeValue(group, field, index);
        } else {
          encode(group.getGroup(field, index));
        }
      }
    }
  }

  private void encodeValue(Group group, int field, int index) throws IOException {
    switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> encoded.writeInt(group.getInteger(field, index));
      case INT64 -> encoded.writeLong(group.getLong(field, index));
      case BOOLEAN -> encoded.writeBoolean(group.getBoolean(field, index));
      case FLOAT -> encoded.writeFloat(group.getFloat(field, index));
      case DOUBLE -> encoded.writeDouble(group.getDouble(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> {
        byte[] value = group.getBinary(field, index).getBytes();
        encoded.writeInt(value.length);
        encoded.write(value);
      }
    }
  }
}
